"""A dictionary that is still there when the page is opened again."""

from pagelet.storage import Storage, storage

__all__ = ["Storage", "storage"]

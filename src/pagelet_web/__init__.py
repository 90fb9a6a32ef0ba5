"""The files that are sent to the browser as they are."""

from pathlib import Path

FOLDER = Path(__file__).parent

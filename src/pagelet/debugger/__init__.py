"""The debugger of a page: Python's own `pdb`, with a panel in the output.

Loaded by the first `breakpoint()`, never before: see `_adapters/debugger.py`.
"""

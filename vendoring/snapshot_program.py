"""What Python does before the snapshot of its memory is taken (snapshot.mjs, inside Pyodide).

In the snapshot are the modules that most pages and programs use. Each takes room in every page's
download, and what is not in it has to be fetched when it is used.
"""

import gc
import importlib
import random
import sys

# What starts any page.
START = """
_threading_local encodings.utf_8_sig
pagelet.tags pagelet._restored pagelet._locks pagelet._threads pagelet._commands
pagelet._adapters.event_loop pagelet._adapters.fetching pagelet._adapters.http_client
pagelet._adapters.processes pagelet._adapters.threads
"""
# What runs a program and tells what is wrong with it.
PROGRAM = """
importlib.metadata
pagelet.program pagelet._exits pagelet._run pagelet.console pagelet.settings
pagelet.locked_packages pagelet.files pagelet._post_mortem
pagelet._clues pagelet._mistakes pagelet._words pagelet._words.surroundings pagelet._words.syntax
pagelet._words.values
"""
# What is needed in the middle of a program: when it shows something, or memory gets full.
MEANWHILE = """
pagelet._alarms pagelet._fillers pagelet._formats pagelet._live_text pagelet._markup
pagelet._pictures pagelet._plots pagelet._showable pagelet._tables pagelet.storage
pagelet._adapters.passwords pagelet._adapters.pools pagelet._adapters.queues
pagelet._adapters.web_browser
"""
# What pages for PyScript begin with.
PYSCRIPT = """
pyscript pyscript.context pyscript.display pyscript.events pyscript.fetch pyscript.ffi
pyscript.storage pyscript.web
"""
# What programs in books and courses use of Python's own library.
BOOKS = """
bisect calendar copy csv dataclasses datetime decimal fractions heapq json pathlib random secrets
statistics string textwrap urllib.request uuid
"""

# Pyodide puts it there once more when it is restored.
sys.path.remove("")
sys.path += ["/lib/pagelet.zip", "/lib/micropip.zip"]

from pagelet import _archives  # noqa: E402 - it can only be found now

_archives.keep_directories()
for name in (START + PROGRAM + MEANWHILE + PYSCRIPT + BOOKS).split():
    importlib.import_module(name)
# The tables that these read are not in the snapshot.
assert _archives.OF_CHARACTERS & set(sys.modules) == {"unicodedata"}
assert type(sys.modules["unicodedata"]) is not type(sys), "it is asked for something"
# So that two builds are the same; each page has its own (pagelet._restored).
random.seed(0)
gc.collect()

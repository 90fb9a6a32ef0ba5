"""Pages start from a snapshot of Python's memory, and in the usual way where that fails."""

import json
from typing import Protocol

import pytest

from pagelet_cli.web import BUILT, SNAPSHOT, web_files
from tests.browser.rig import Site, Tab
from tests.browser.rig.tab import PYTHON_START_SECONDS
from tests.browser.running import Start

PAGE = """<!doctype html>
<link rel="icon" href="data:,">
<title>Snapshot</title>
<script type="module" src="pagelet.js"></script>
<script type="py">
%s
</script>
"""

pytestmark = pytest.mark.engines("chromium", "firefox")


class Show(Protocol):
    """Opens a page, in this folder of the site, with a tag of this code; returns what it prints."""

    def __call__(self, code: str, folder: str = "") -> str: ...


# Reads archives by `open` and by `import`, with much about that JavaScript has let go of: Firefox
# tells Python of that in the middle of a download.
GARBAGE = """
import sys
from pyodide.code import run_js
from pyodide.ffi import create_proxy
for _ in range(3000):
    run_js("(given) => { const local = given; }")(create_proxy(lambda: 0))
with open("/lib/python314.zip", "rb") as archive:
    assert archive.read(2) == b"PK"
exec("import wave, turtle")
print(wave.__name__, turtle.__name__)
"""


class Serve(Protocol):
    """Serves Pagelet below a folder, with this snapshot and other words about it."""

    def __call__(self, folder: str, content: bytes, **changes: object) -> None: ...


@pytest.fixture
def show(tab: Tab, site: Site) -> Show:
    """Opens a page with this code; returns what it prints."""

    def open_page(code: str, folder: str = "") -> str:
        site.publish(f"{folder}snapshot.html", PAGE % code)
        tab.open(f"{folder}snapshot.html")
        return tab.inner_text("script-py").strip()

    return open_page


def requests(tab: Tab) -> list[str]:
    """Return the names of all files that the page has fetched, but for the loader's modules."""
    names = tab.evaluate(
        "performance.getEntriesByType('resource').map((e) => new URL(e.name).pathname)"
    )
    return sorted(
        name.rpartition("/")[2] for name in names if "/loader/" not in name and name[-3:] != ".py"
    )


def test_a_page_fetches_no_more_than_it_needs(tab: Tab, show: Show) -> None:
    assert show("print('hello')") == "hello"
    assert requests(tab) == [
        "pagelet.css",
        "pagelet.js",
        "pyodide-lock.json",
        "pyodide.asm.js",
        "pyodide.asm.wasm",
        "pyodide.js",
        "snapshot.bin",
        "snapshot.html",
    ]


def test_the_page_of_a_program_fetches_no_archive(tab: Tab, start: Start) -> None:
    start("""
import datetime, random
from pagelet import HTML, display

display([{"name": "Ada", "born": 1815}], HTML("<b>bold</b>"), datetime.date.today())
print(undefined)
""")
    tab.allow_error("NameError")
    tab.wait_for("document.body.dataset.state === 'failed'", seconds=PYTHON_START_SECONDS)

    assert not [name for name in requests(tab) if name.endswith(".zip")]


def test_versions_of_packages_are_looked_up_without_an_archive(tab: Tab, show: Show) -> None:
    code = """
from importlib import metadata
try:
    metadata.version("nothing")
except metadata.PackageNotFoundError:
    print("none")
"""
    assert show(code) == "none"
    assert not [name for name in requests(tab) if name.endswith(".zip")]


def test_code_finds_no_names_that_are_not_its_own(tab: Tab, show: Show) -> None:
    assert show("print([name for name in [*globals()] if name[0] != '_'])") == "[]"


def test_a_server_elsewhere_that_compresses_nothing_is_asked_for_the_packed_one(
    tab: Tab, site: Site
) -> None:
    site.publish("far.html", PAGE % "print('hello')")
    # A name of this machine that does not say so.
    tab.open(site.url.replace("127.0.0.1", "far.localhost") + "/far.html")

    assert tab.inner_text("script-py").strip() == "hello"
    assert "snapshot.bin.gzip" in requests(tab)
    assert "stdlib.zip" not in requests(tab)


def test_chance_is_new_in_each_page(tab: Tab, show: Show) -> None:
    code = """
import random, secrets, tempfile, uuid
print(random.random(), secrets.token_hex(), uuid.uuid4(), uuid.uuid1(), tempfile.mktemp())
"""
    first, second = show(code).split(), show(code).split()

    assert len(first) == len(second) == 5
    assert not set(first) & set(second)
    assert first[3].split("-")[3:] != second[3].split("-")[3:], "uuid1: who made it"


def test_time_and_place_are_those_of_the_page(tab: Tab, show: Show) -> None:
    shown = show("""
import json, os, time
print(json.dumps([time.time(), time.timezone if not time.localtime().tm_isdst else time.altzone,
                  os.environ["LANG"], os.environ.get("PYTHONHASHSEED"), os.getcwd()]))
""")
    seconds, offset, language, seed, folder = json.loads(shown)

    assert abs(seconds - tab.evaluate("Date.now() / 1000")) < 60
    assert offset == tab.evaluate("new Date().getTimezoneOffset() * 60")
    assert language == tab.evaluate("navigator.language.replace('-', '_') + '.UTF-8'")
    assert seed is None
    assert folder == "/home/pyodide"


def test_a_module_that_is_not_in_the_snapshot_is_fetched(tab: Tab, show: Show) -> None:
    """Before the code runs, where its text says so; else when it is imported."""
    assert (
        show("import sqlite3\nprint(sqlite3.connect(':memory:').execute('select 6*7').fetchone())")
        == "(42,)"
    )
    assert requests(tab).count("stdlib.zip") == 1

    assert show("exec('import wave')\nprint(wave.Error.__mro__[1].__name__)") == "Exception"
    assert requests(tab).count("stdlib.zip") == 1
    assert "pagelet.zip" not in requests(tab)


def test_the_page_does_not_stand_still_while_a_module_is_fetched(tab: Tab, show: Show) -> None:
    show("import turtle\nturtle.forward(10)")

    kinds = tab.evaluate(
        "performance.getEntriesByType('resource').filter((e) => e.name.endsWith('pagelet.zip'))"
        ".map((e) => e.initiatorType)"
    )
    assert kinds == ["fetch"]


# All that the tables say, in few words; the module comes by a name that nobody finds in the text.
CHARACTERS = """
import hashlib
u = __import__("unicode" + "data")
def asked():
    for code in range(0x32400):
        each = chr(code)
        yield u.name(each, "") + u.category(each) + u.bidirectional(each) + u.decomposition(each)
        yield f"{u.combining(each)} {u.east_asian_width(each)} {u.ucd_3_2_0.name(each, '')}"
        yield from (u.normalize(form, each) for form in ("NFC", "NFD", "NFKC", "NFKD"))
text = "".join(asked())
everything = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x30000))))
encoded = [
    everything.encode(name, "ignore")
    for name in ("big5hkscs", "cp932", "cp949", "euc_jisx0213", "gb18030", "hz", "iso2022_jp_2004",
    "johab")
]
print(hashlib.sha256(text.encode("utf-8", "replace") + b"".join(encoded)).hexdigest())
print("\\N{GREEK SMALL LETTER PI}", b"\\x93\\xfa\\x96{".decode("shift_jis"))
"""


def test_tables_of_characters_are_as_without_a_snapshot(
    tab: Tab, site: Site, show: Show, broken: Serve
) -> None:
    restored = show(CHARACTERS)
    assert requests(tab).count("snapshot-characters.bin") == 1

    broken("usual/", b"", snapshot="")
    assert show(CHARACTERS, "usual/") == restored
    assert restored.endswith("\u03c0 \u65e5\u672c")


def test_a_mistake_in_a_line_with_accents_fetches_no_tables(tab: Tab, show: Show) -> None:
    tab.expect_error("ZeroDivisionError")
    show('größe = "Übergröße – ça coûte 5 €"; print(1 / 0, größe)')

    assert "snapshot-characters.bin" not in requests(tab)
    assert "stdlib.zip" not in requests(tab)


def test_the_garbage_collector_has_all_that_it_had(tab: Tab, show: Show) -> None:
    code = """
import gc, json, sys
class Cycle:
    def __del__(self): print("gone")
cycle = Cycle()
cycle.own = cycle
del cycle
gc.collect()
known = {id(each) for each in gc.get_objects()}
print(len(known) > 20_000, all(id(each) in known for each in (sys.modules, json, json.JSONEncoder)))
gc.collect()
"""
    assert show(code).split() == ["gone", "True", "True"]


NO_NETWORK = """
from pyodide.code import run_js
run_js('''() => {
  XMLHttpRequest.prototype.send = () => { throw new DOMException("Nobody answers."); };
  const real = fetch;
  window.fetch = (...args) => String(args[0]).endsWith(".zip")
    ? Promise.reject(new TypeError("Nobody answers."))
    : real(...args);
}''')()
try:
    exec("import wave")
except ImportError as error:
    print(error, error.name)
try:
    open("/lib/python314.zip", "rb").read(2)
except OSError as error:
    print(type(error).__name__)
print("Python goes on")
"""


def test_a_module_that_cannot_be_fetched_is_an_error_that_a_program_can_catch(
    tab: Tab, show: Show
) -> None:
    assert show(NO_NETWORK).splitlines() == [
        "'wave' is in a part of Python that could not be fetched wave",
        "OSError",
        "Python goes on",
    ]


def test_a_module_that_cannot_be_fetched_is_explained(tab: Tab, show: Show) -> None:
    tab.expect_error("could not be fetched")
    assert "Check the network, then run the program again." in show(
        NO_NETWORK + "exec('import wave')"
    )


def test_what_javascript_lets_go_of_does_not_disturb_reading(tab: Tab, show: Show) -> None:
    assert show(GARBAGE) == "wave turtle"


@pytest.fixture
def broken(site: Site) -> Serve:
    """Serves Pagelet below a folder, with another snapshot or other words about it."""

    def serve(folder: str, content: bytes, **changes: object) -> None:
        files = web_files()
        site.mount(folder, lambda path: files[path].read() if path in files else None)
        built = json.loads(files[BUILT].read().removeprefix(b"export const built = ").strip(b";\n"))
        site.publish(f"{folder}{BUILT}", f"export const built = {json.dumps(built | changes)};")
        site.publish(f"{folder}{SNAPSHOT}", content)

    return serve


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("another", "is of another version"),
        ("cut", "is not complete"),
        ("page", "Python starts without its snapshot"),
        ("build", "it was taken of another Pyodide"),
    ],
)
def test_a_snapshot_with_a_fault_is_not_used(
    tab: Tab, site: Site, show: Show, broken: Serve, fault: str, said: str
) -> None:
    whole = web_files()[SNAPSHOT].read()
    length = int.from_bytes(whole[:4], "little")
    head = whole[4 : 4 + length]
    faults = {
        "another": whole,
        "cut": whole[:-1000],
        "page": b"<!doctype html><title>Not found</title>",
        "build": whole.replace(head, head.replace(json.loads(head)["build"].encode(), b"0" * 64)),
    }
    changes = {"snapshot": "0" * 16} if fault == "another" else {}
    broken(f"{fault}/", faults[fault], **changes)

    assert show("print(6 * 7)", f"{fault}/") == "42"
    assert any(said in line for line in tab.console)
    assert "stdlib.zip" in requests(tab)

"""The menu: save a copy that opens and holds what was changed, edit and run the source, print."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from pagelet_cli.__main__ import main
from pagelet_cli.packing.unpack import app_files
from tests.browser.apps import Serve
from tests.browser.rig import Tab

# Packs the app at a path, opens the file, and returns it.
Open: TypeAlias = Callable[[Path], Path]

COUNT = (
    "from pathlib import Path\nimport shapes\n"
    'notes = Path("notes.txt")\n'
    "count = int(notes.read_text()) + 1 if notes.exists() else 1\n"
    "notes.write_text(str(count))\n"
    'print("run", count, "area", shapes.area(3))\n'
)
PAGE = """<!doctype html>
<html lang="en"><head><title>Odd &amp; ends</title>
<link rel="stylesheet" href="style.css">
<script type="module" src="pagelet.js"></script>
</head><body>
<h1>Odd &amp; ends</h1>
<script type="py">
from pagelet import page
page.body.append("made by Python")
print("ready")
</script>
</body></html>
"""
HOOK = """(() => {
  const real = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    if (blob.size > 1e6) blob.text().then((text) => (window.savedCopy = text));
    return real.call(URL, blob);
  };
})()"""
SOURCE = "document.querySelector('pagelet-source').shadowRoot"
ITEMS = "[...document.querySelector('pagelet-menu').shadowRoot.querySelectorAll('[role=menuitem]')]"
FIELD = f"{SOURCE}.querySelector('textarea')"
CORNER = "document.querySelector('pagelet-corner').shadowRoot.querySelector('button')"


@pytest.fixture
def open_packed(tab: Tab, tmp_path: Path) -> Open:
    """Packs an app, opens the file and waits until its code has run."""

    def open_(app: Path) -> Path:
        file = tmp_path / "packed" / "app one.html"
        assert main(["pack", str(app), "-o", str(file), "--no-index"]) == 0
        show(tab, file)
        return file

    return open_


@pytest.fixture
def counter(tmp_path: Path) -> Path:
    """A program that writes a file, and may have it saved."""
    folder = tmp_path / "counter"
    folder.mkdir()
    (folder / "main.py").write_text(COUNT)
    (folder / "shapes.py").write_text("def area(side):\n    return side * side\n")
    (folder / "pagelet.toml").write_text("save-files = true\n")
    return folder


def show(tab: Tab, file: Path) -> None:
    tab.goto(file.as_uri())
    tab.wait_for_python()
    tab.wait_for(
        "document.querySelector('pagelet-corner') || document.body.dataset.state === 'finished'"
    )


def choose(tab: Tab, label: str) -> None:
    """Choose an entry of the menu."""
    button = "(document.querySelector('#pagelet-menu') ?? " + CORNER + ")"
    tab.evaluate(f"{button}.click()")
    tab.wait_for("document.querySelector('pagelet-menu')")
    tab.evaluate(f"{ITEMS}.find((item) => item.textContent === {label!r}).click()")


def saved_copy(tab: Tab, file: Path) -> Path:
    """Save a copy into the folder of a file, and return it."""
    tab.evaluate(HOOK)
    choose(tab, "Save a copy")
    text = tab.wait_for("window.savedCopy")
    copy = file.with_name("copy.html")
    # Reading it as text takes the mark of UTF-8 away.
    copy.write_bytes(("\ufeff" + text.removeprefix("\ufeff")).encode())
    return copy


def write(tab: Tab, text: str) -> None:
    """Put a text into the field of the source, as if it were typed."""
    tab.wait_for(f"{SOURCE}.querySelector('textarea')")
    tab.evaluate(
        f"(text) => {{ const field = {FIELD}; field.value = text;"
        " field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true })); }",
        text,
    )


def is_guarded(tab: Tab) -> Any:
    """Return whether the browser would ask before the page is closed."""
    return tab.evaluate(
        "!dispatchEvent(new Event('beforeunload', { cancelable: true }))",
    )


def test_an_unchanged_program_is_saved_byte_for_byte(
    tab: Tab, open_packed: Open, tmp_path: Path
) -> None:
    (tmp_path / "hello.py").write_text('print("Hällo </script> 🙂")\n', encoding="utf-8")

    file = open_packed(tmp_path / "hello.py")

    assert saved_copy(tab, file).read_bytes() == file.read_bytes()


def test_a_copy_has_the_edits_and_the_files_that_the_program_wrote(
    tab: Tab, open_packed: Open, counter: Path
) -> None:
    file = open_packed(counter)
    tab.wait_for_text("run 1 area 9")
    choose(tab, "View and edit the source")
    tab.wait_for(f"{SOURCE}.querySelectorAll('option').length === 3")
    assert not is_guarded(tab)
    tab.evaluate(
        f"(() => {{ const choice = {SOURCE}.querySelector('select'); choice.value = 'shapes.py';"
        " choice.dispatchEvent(new Event('change')); })()"
    )
    tab.wait_for(f"{FIELD}.value.startsWith('def area')")
    write(tab, "def area(side):\n    return 'changed'\n")
    tab.wait_for("!dispatchEvent(new Event('beforeunload', { cancelable: true }))")
    tab.click("#pagelet-run")
    tab.wait_for_text("run 2 area changed")
    copy = saved_copy(tab, file)
    tab.wait_for("dispatchEvent(new Event('beforeunload', { cancelable: true }))")

    entry, files = app_files(copy)
    assert entry == "main.py"
    assert files == {
        "main.py": COUNT.encode(),
        "shapes.py": b"def area(side):\n    return 'changed'\n",
        "notes.txt": b"2",
        "pagelet.toml": b"save-files = true\n",
    }
    show(tab, copy)
    tab.wait_for_text("run 3 area changed")
    again = saved_copy(tab, copy)
    assert app_files(again)[1]["notes.txt"] == b"3"


def test_without_leave_no_files_are_saved(tab: Tab, open_packed: Open, counter: Path) -> None:
    (counter / "pagelet.toml").write_text('title = "Counter"\n')

    file = open_packed(counter)

    assert saved_copy(tab, file).read_bytes() == file.read_bytes()


def test_a_page_is_saved_as_it_was_packed_not_as_it_is_shown(
    tab: Tab, open_packed: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text(PAGE)
    (folder / "style.css").write_text("h1 { color: rgb(1, 2, 3) }\n")
    file = open_packed(folder)
    tab.wait_for_text("made by Python")

    assert saved_copy(tab, file).read_bytes() == file.read_bytes()

    tab.evaluate("delete window.savedCopy")
    choose(tab, "View and edit the source")
    tab.wait_for(f"{FIELD}.value.includes('<h1>')")
    assert tab.evaluate(f"{FIELD}.value") == PAGE
    assert "To see what you have changed, save a copy and open it." in tab.evaluate(
        f"{SOURCE}.querySelector('p').textContent"
    )
    write(tab, PAGE.replace("<h1>Odd", "<h1>Very odd"))
    tab.evaluate(f"{SOURCE}.querySelector('button').click()")
    text = tab.wait_for("window.savedCopy")
    copy = file.with_name("edited.html")
    copy.write_bytes(("\ufeff" + text.removeprefix("\ufeff")).encode())
    assert app_files(copy)[1]["index.html"].decode() == PAGE.replace("<h1>Odd", "<h1>Very odd")
    show(tab, copy)
    assert tab.inner_text("h1") == "Very odd & ends"
    assert tab.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(1, 2, 3)"


def test_a_page_changed_in_a_text_editor_says_why_it_is_not_saved(
    tab: Tab, open_packed: Open, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text(
        PAGE.replace('<link rel="stylesheet" href="style.css">', "")
    )
    file = open_packed(tmp_path / "page.html")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("<h1>Odd", "<h1>Other", 1), encoding="utf-8")
    show(tab, file)
    choose(tab, "Save a copy")

    note = tab.wait_for("document.querySelector('pagelet-menu')?.shadowRoot.textContent")
    assert "was changed in a text editor after it was packed" in note
    assert "Copy the file itself." in note
    tab.press("Enter")
    tab.wait_for("!document.querySelector('pagelet-menu')")


def test_the_menu_is_used_by_keyboard(tab: Tab, serve_app: Serve, tmp_path: Path) -> None:
    (tmp_path / "hello.py").write_text('print("Hello")\n')
    tab.goto(serve_app(tmp_path / "hello.py").url)
    tab.wait_for_text("Hello")
    focused = "document.querySelector('pagelet-menu')?.shadowRoot.activeElement?.textContent"
    tab.locator("#pagelet-menu").focus()

    tab.press("Enter")
    tab.wait_for(f"{focused} === 'View and edit the source'")
    assert tab.evaluate(f"{ITEMS}.map((item) => item.textContent)") == [
        "View and edit the source",
        "Print",
    ]
    assert tab.locator("#pagelet-menu").get_attribute("aria-expanded") == "true"
    tab.press("ArrowDown")
    tab.wait_for(f"{focused} === 'Print'")
    tab.press("ArrowDown")
    tab.wait_for(f"{focused} === 'View and edit the source'")
    tab.press("End")
    tab.wait_for(f"{focused} === 'Print'")
    tab.press("Escape")
    tab.wait_for("!document.querySelector('pagelet-menu')")
    assert tab.evaluate("document.activeElement.id") == "pagelet-menu"
    tab.evaluate("window.print = () => { window.printed = true; }")
    choose(tab, "Print")
    tab.wait_for("window.printed")


def test_a_served_program_has_the_editor_and_runs_what_is_typed(
    tab: Tab, serve_app: Serve, tmp_path: Path
) -> None:
    (tmp_path / "hello.py").write_text('print("Hello")\n')
    tab.goto(serve_app(tmp_path / "hello.py").url)
    tab.wait_for_text("Hello")
    choose(tab, "View and edit the source")
    inner = f"{SOURCE}.querySelector('.field > div')?.shadowRoot"
    tab.wait_for(f"{inner}?.querySelector('.cm-content')")
    tab.evaluate(f"{inner}.querySelector('.cm-content').focus()")

    tab.press("Control+End")
    tab.type("print(6 * 7)")
    tab.press("Control+Enter")

    tab.wait_for_text("42")
    assert (tmp_path / "hello.py").read_text() == 'print("Hello")\n'
    assert is_guarded(tab)


def test_a_textarea_indents_as_python_does(tab: Tab, open_packed: Open, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("print('a')\n")
    open_packed(tmp_path / "a.py")
    choose(tab, "View and edit the source")
    tab.wait_for(f"{FIELD}")
    tab.evaluate(f"{FIELD}.focus()")

    tab.type("if True:")
    tab.press("Enter")
    tab.type("print('b')")
    tab.press("Enter")
    tab.press("Tab")
    tab.type("# c")
    tab.press("Enter")

    assert tab.evaluate(f"{FIELD}.value") == (
        "if True:\n    print('b')\n        # c\n        print('a')\n"
    )

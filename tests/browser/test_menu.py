"""The menu: save a copy that opens and holds what was changed, edit and run the source, print."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from pagelet._links import app_in
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
LINK = "document.querySelector('pagelet-share')?.shadowRoot"
PLAYER = "https://example.org/player.html"
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


def press_button(tab: Tab, root: str, label: str) -> None:
    tab.evaluate(
        f"[...{root}.querySelectorAll('button')].find(({{ textContent }}) =>"
        f" textContent === {label!r}).click()"
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
    write(tab, PAGE.replace("<h1>Odd", "<h1>Very odd"))
    press_button(tab, SOURCE, "Save a copy")
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
    open_hello(tab, serve_app, tmp_path)
    focused = "document.querySelector('pagelet-menu')?.shadowRoot.activeElement?.textContent"
    tab.locator("#pagelet-menu").focus()

    tab.press("Enter")
    tab.wait_for(f"{focused} === 'View and edit the source'")
    assert tab.evaluate(f"{ITEMS}.map((item) => item.textContent)") == [
        "View and edit the source",
        "Copy link",
        "QR code",
        "Print",
    ]
    assert tab.locator("#pagelet-menu").get_attribute("aria-expanded") == "true"
    tab.press("ArrowDown")
    tab.wait_for(f"{focused} === 'Copy link'")
    tab.press("p")
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


def open_hello(tab: Tab, serve_app: Serve, folder: Path) -> None:
    """Serve the shortest program, and open it."""
    (folder / "hello.py").write_text('print("Hello")\n')
    tab.goto(serve_app(folder / "hello.py").url)
    tab.wait_for_text("Hello")


def test_a_served_program_has_the_editor_and_runs_what_is_typed(
    tab: Tab, serve_app: Serve, tmp_path: Path
) -> None:
    open_hello(tab, serve_app, tmp_path)
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


def test_an_edited_page_runs_and_keeps_its_edits(
    tab: Tab, open_packed: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text(PAGE)
    (folder / "style.css").write_text("h1 { color: rgb(1, 2, 3) }\n")
    file = open_packed(folder)
    changed = PAGE.replace("<h1>Odd", "<h1>Very odd").replace("made by", "changed, by")
    choose(tab, "View and edit the source")
    write(tab, changed)
    assert is_guarded(tab)

    tab.evaluate("window.isOld = true")
    press_button(tab, SOURCE, "Run")

    tab.wait_for("!window.isOld && document.body?.textContent.includes('changed, by Python')")
    tab.wait_for("document.querySelector('pagelet-corner')")
    assert tab.inner_text("h1") == "Very odd & ends"
    assert tab.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(1, 2, 3)"
    # They are in no file yet.
    tab.wait_for("!dispatchEvent(new Event('beforeunload', { cancelable: true }))")
    choose(tab, "View and edit the source")
    tab.wait_for(f"{FIELD}?.value.includes('<h1>')")
    assert tab.evaluate(f"{FIELD}.value") == changed
    assert "The page runs with what you have changed. Save a copy to keep that" in tab.evaluate(
        f"{SOURCE}.querySelector('p').textContent"
    )
    tab.evaluate(HOOK)
    press_button(tab, SOURCE, "Save a copy")
    text = tab.wait_for("window.savedCopy")
    copy = file.with_name("edited.html")
    copy.write_bytes(("\ufeff" + text.removeprefix("\ufeff")).encode())
    assert app_files(copy)[1]["index.html"].decode() == changed
    # With the text of the file, the page is as in the file.
    write(tab, PAGE)
    tab.evaluate("window.isOld = true")
    press_button(tab, SOURCE, "Run")
    tab.wait_for("!window.isOld && document.body?.textContent.includes('made by Python')")
    tab.wait_for("document.querySelector('pagelet-corner')")
    assert not is_guarded(tab)


def test_edits_of_another_file_at_the_same_address_are_not_taken(
    tab: Tab, open_packed: Open, tmp_path: Path
) -> None:
    page = PAGE.replace('<link rel="stylesheet" href="style.css">', "")
    (tmp_path / "page.html").write_text(page)
    open_packed(tmp_path / "page.html")
    choose(tab, "View and edit the source")
    write(tab, page.replace("made by", "changed, by"))
    press_button(tab, SOURCE, "Run")
    tab.wait_for("document.body?.textContent.includes('changed, by Python')")
    tab.wait_for("document.querySelector('pagelet-corner')")

    (tmp_path / "page.html").write_text(page.replace("made by", "new, by"))
    tab.evaluate("addEventListener('beforeunload', (e) => e.stopImmediatePropagation(), true)")
    open_packed(tmp_path / "page.html")

    tab.wait_for("document.body?.textContent.includes('new, by Python')")


def test_without_a_place_to_keep_edits_a_page_says_so(
    tab: Tab, open_packed: Open, tmp_path: Path
) -> None:
    page = PAGE.replace('<link rel="stylesheet" href="style.css">', "")
    (tmp_path / "page.html").write_text(page)
    open_packed(tmp_path / "page.html")
    choose(tab, "View and edit the source")
    write(tab, page.replace("made by", "changed, by"))
    tab.evaluate("(Storage.prototype.setItem = () => { throw new Error('full'); }, true)")

    press_button(tab, SOURCE, "Run")

    said = "The browser lets this file keep nothing, so the page cannot be run"
    tab.wait_for(f"{SOURCE}.querySelector('p').textContent.startsWith({said!r})")
    assert is_guarded(tab)


def test_a_link_carries_the_program_with_its_edits(
    tab: Tab, open_packed: Open, tmp_path: Path
) -> None:
    (tmp_path / "hello.py").write_text('print("Hello")\n')
    (tmp_path / "pagelet.toml").write_text(f'player = "{PLAYER}"\ndescription = "It greets."\n')
    open_packed(tmp_path / "hello.py")
    choose(tab, "View and edit the source")
    write(tab, 'print("Ciao")\n')

    choose(tab, "Copy link")

    link = tab.wait_for(f"{LINK}?.querySelector('textarea').value")
    address, _, fragment = link.partition("#")
    assert address == PLAYER
    assert app_in(fragment).entry == "hello.py"
    assert app_in(fragment).files["hello.py"] == b'print("Ciao")\n'
    assert app_in(fragment).settings == {"description": "It greets."}
    field = f"{LINK}.activeElement"
    tab.wait_for(f"{field}?.selectionEnd - {field}?.selectionStart === {len(link)}")


def test_copying_uses_the_clipboard_and_says_where_that_is_not_allowed(
    tab: Tab, serve_app: Serve, tmp_path: Path
) -> None:
    (tmp_path / "hello.py").write_text('print("Hello")\n')
    (tmp_path / "pagelet.toml").write_text('player = "http://localhost:1/player.html"\n')
    tab.goto(serve_app(tmp_path / "hello.py").url)
    tab.wait_for_text("Hello")
    said = f"{LINK}?.querySelector('[role=status]').textContent"
    tab.evaluate(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true, value:"
        " { writeText: async (text) => { window.copied = text; } } }) && true"
    )

    choose(tab, "Copy link")
    tab.wait_for(f"{said} === 'Link copied'")
    assert tab.evaluate(f"window.copied === {LINK}.querySelector('textarea').value")
    assert "It works only on this computer" in tab.evaluate(f"{LINK}.textContent")
    tab.evaluate(
        "(navigator.clipboard.writeText = async () => { throw new Error('not allowed'); },"
        " document.execCommand = () => false, true)"
    )
    press_button(tab, LINK, "Copy link")
    tab.wait_for(
        f"{said}.startsWith('The browser lets nothing be copied from here. Copy the link')"
    )
    press_button(tab, LINK, "Close")
    tab.wait_for(f"!{LINK}.querySelector('dialog').open")


def test_a_qr_code_is_shown_with_its_link_and_saved(
    tab: Tab, open_packed: Open, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text(
        PAGE.replace('<link rel="stylesheet" href="style.css">', "")
    )
    (tmp_path / "pagelet.toml").write_text(f'player = "{PLAYER}"\n')
    open_packed(tmp_path / "page.html")

    choose(tab, "QR code")

    tab.wait_for(f"{LINK}?.querySelector('svg')")
    assert tab.evaluate(f"{LINK}.querySelector('svg').getAttribute('aria-label')") == (
        "QR code of the link to page"
    )
    assert tab.evaluate(f"{LINK}.querySelector('dialog').getAttribute('aria-label')") == "QR code"
    link = tab.evaluate(f"{LINK}.querySelector('textarea').value")
    assert "page.html" in app_in(link.partition("#")[2]).files
    tab.evaluate(
        "HTMLAnchorElement.prototype.click = function () { window.clicked = [this.download,"
        " decodeURIComponent(this.href)]; }"
    )
    press_button(tab, LINK, "Save as SVG")
    name, address = tab.wait_for("window.clicked")
    assert name == "page.svg"
    assert address.startswith("data:image/svg+xml;charset=utf-8,<svg xmlns=")


def test_a_link_too_long_for_a_qr_code_and_an_app_too_long_for_a_link_say_so(
    tab: Tab, open_packed: Open, tmp_path: Path
) -> None:
    noise = random.Random(1).randbytes(12_000).hex()
    (tmp_path / "hello.py").write_text(f'print("Hello")\nx = "{noise[:6000]}"\n')
    (tmp_path / "pagelet.toml").write_text(f'player = "{PLAYER}"\n')
    open_packed(tmp_path / "hello.py")
    said = f"{LINK}?.querySelector('[role=status]').textContent"

    choose(tab, "QR code")

    tab.wait_for(f"{said}.startsWith('The link is too long for a QR code: it has ')")
    assert tab.evaluate(f"{LINK}.querySelector('textarea').value.startsWith({PLAYER!r})")
    press_button(tab, LINK, "Close")
    longer = random.Random(2).randbytes(40_000).hex()
    choose(tab, "View and edit the source")
    write(tab, f'print("Hello")\nx = "{longer}"\n')
    choose(tab, "Copy link")
    tab.wait_for(f"{said}.startsWith('The app is too large for a link: it would have ')")
    assert tab.evaluate(said).endswith("Save a copy and send that instead.")
    tab.evaluate(HOOK)
    press_button(tab, LINK, "Save a copy")
    assert longer in tab.wait_for("window.savedCopy")


def test_without_a_player_the_menu_says_what_to_do(
    tab: Tab, serve_app: Serve, tmp_path: Path
) -> None:
    open_hello(tab, serve_app, tmp_path)

    choose(tab, "Copy link")

    said = f"{LINK}?.querySelector('[role=status]').textContent"
    tab.wait_for(f"{said}.startsWith('Pagelet knows no page on the web that could open a link')")
    assert tab.evaluate(f"{LINK}.querySelector('textarea').hidden")

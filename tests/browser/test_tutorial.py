"""The tutorials do what they say: their code is taken from the text, run, and used."""

import re
from pathlib import Path

import pytest

from tests.browser.apps import Serve, answer
from tests.browser.conversation import Conversation
from tests.browser.rig import Tab

TUTORIALS = Path(__file__).parents[2] / "docs" / "tutorial"

pytestmark = pytest.mark.engines("chromium", "firefox")


def code(tutorial: str, language: str) -> list[str]:
    """Return the pieces of code in `language` that a tutorial shows, in their order."""
    text = (TUTORIALS / tutorial).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def test_the_first_page_prints_asks_and_listens(tab: Tab, tmp_path: Path, serve_app: Serve) -> None:
    printing, asking, listening, tag = code("first-page.md", "html")
    page = tmp_path / "share.html"
    page.write_text(printing, encoding="utf-8")
    app = serve_app(page)
    tab.open(app.url)
    assert tab.inner_text().strip() == "Share a bill\nEach pays 28.00."

    page.write_text(asking, encoding="utf-8")
    tab.goto(app.url)
    answer(tab, "How much is the bill?", "63")
    answer(tab, "How many are you?", "2")
    tab.wait_for_text("Each pays 31.50.")

    page.write_text(listening, encoding="utf-8")
    use_fields(tab, app.url)

    # The last step: the Python moves into a file of its own.
    python = re.search(r'<script type="py">\n(.*?)</script>', listening, re.DOTALL)
    assert python
    (tmp_path / "share.py").write_text(python[1], encoding="utf-8")
    page.write_text(listening.replace(python[0], tag), encoding="utf-8")
    use_fields(tab, app.url)


def use_fields(tab: Tab, url: str) -> None:
    tab.open(url)
    assert tab.inner_text("#answer") == "Each pays 28.00."
    people = tab.get_by_role("spinbutton", name="People")
    people.press("Control+a")
    people.press("4")
    tab.wait_for_text("Each pays 21.00.", "#answer")
    people.press("Backspace")
    tab.wait_for_text("Please type two numbers.", "#answer")


def test_the_first_page_explains_a_wrong_answer(tab: Tab, tmp_path: Path, serve_app: Serve) -> None:
    page = tmp_path / "share.html"
    page.write_text(code("first-page.md", "html")[1], encoding="utf-8")
    tab.expect_error("ValueError")
    app = serve_app(page)
    tab.goto(app.url)
    answer(tab, "How much is the bill?", "a lot")
    tab.wait_for_text('total = float(input("How much is the bill? "))', ".pagelet-error")
    assert "a lot" in tab.inner_text(".pagelet-error")


def test_the_first_program_prints_asks_and_reads(
    tab: Tab, tmp_path: Path, serve_app: Serve
) -> None:
    printing, asking, reading = code("first-program.md", "python")
    (words,) = code("first-program.md", "text")
    program = tmp_path / "game.py"
    (tmp_path / "words.txt").write_text(words, encoding="utf-8")

    program.write_text(printing, encoding="utf-8")
    app = serve_app(program)
    tab.open(app.url)
    tab.wait_for_text("Find the word!\n_ _ _ _ _ _", "#pagelet-output")
    assert tab.get_by_role("heading", name="game").is_visible()

    program.write_text(asking, encoding="utf-8")
    app = serve_app(program)
    tab.open(app.url)
    answer(tab, "Which letter?", "x")
    tab.wait_for_text("No.")
    for letter in "python":
        answer(tab, "Which letter?", letter)
    tab.wait_for_text("p y t h o _")
    tab.wait_for_text("The word is PYTHON")

    program.write_text(reading, encoding="utf-8")
    app = serve_app(program)
    tab.open(app.url)
    talk = Conversation(tab)
    for letter in sorted(set("".join(words.split()))):
        # The word is found before all letters are through, or with the last one.
        if talk.wait_for_question() is None:
            break
        talk.answer(letter)
    talk.wait_for_end()
    assert re.search(r"^(PYTHON|TURTLE|WINDOW|SILVER)!$", tab.inner_text(), re.MULTILINE)


def test_the_first_game_draws_flies_and_ends(tab: Tab, tmp_path: Path, serve_app: Serve) -> None:
    drawing, moving, whole = code("first-game.md", "python")
    program = tmp_path / "bird.py"
    label = "document.querySelector('canvas')?.getAttribute('aria-label')"

    program.write_text(drawing, encoding="utf-8")
    tab.open(serve_app(program).url)
    tab.wait_for(f"{label}?.includes('Written: Hello, bird!')")
    tab.wait_for(f"{CANVAS_HAS}(100, 160, '255,215,0')")
    tab.wait_for(f"{CANVAS_HAS}(325, 60, '46,139,87')")

    program.write_text(moving, encoding="utf-8")
    tab.goto(serve_app(program).url)
    tab.wait_for_python("ready")
    # It falls, and flies as long as its wings are flapped.
    tab.wait_for(f"[200, 240, 280].some((y) => {CANVAS_HAS}(100, y, '255,215,0'))")

    program.write_text(whole, encoding="utf-8")
    tab.goto(serve_app(program).url)
    tab.wait_for_python("ready")
    for _ in range(2):
        # Nobody flaps: the bird falls out of the picture.
        tab.wait_for(f"{label}?.includes('Ouch! Space plays again.')")
        tab.press(" ")
        tab.wait_for(f"{label}?.includes('Written: 0') && !{label}.includes('Ouch')")
    tab.get_by_role("button", name="Stop").click()
    tab.wait_for("document.body.dataset.state === 'stopped'")


# Whether the canvas has a colour ("255,215,0") at a place, in the program's pixels.
CANVAS_HAS = """((x, y, color) => {
  const canvas = document.querySelector('canvas');
  const sizes = canvas?.closest('.pagelet-canvas-frame').style.aspectRatio.split('/').map(Number);
  if (!sizes?.[1]) return false;
  const place = [x / sizes[0] * canvas.width, y / sizes[1] * canvas.height].map(Math.floor);
  return canvas.getContext('2d').getImageData(...place, 1, 1).data.slice(0, 3).join() === color;
})"""

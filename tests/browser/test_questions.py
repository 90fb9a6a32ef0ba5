"""What a person does with the field of `input`, `getpass` and `sys.stdin`."""

import pytest

from tests.browser.rig import Site, Tab

pytestmark = pytest.mark.engines("chromium", "firefox")

FIELD = ".pagelet-input input"


def ask(tab: Tab, site: Site, program: str, before: str = "") -> None:
    """Open a page whose only tag is `program`; return when it asks its first question."""
    site.publish(
        "ask.html",
        '<!doctype html><meta charset="utf-8"><title>Asking</title>'
        f'<script type="module" src="/pagelet.js"></script>{before}'
        f'<script type="py" target="out">\n{program}\n</script><div id="out"></div>',
    )
    tab.goto("ask.html")
    tab.wait_for(f"document.querySelector('{FIELD}')", seconds=120)


def enter(tab: Tab, text: str) -> None:
    """Type `text` where the focus is, and press Enter."""
    tab.wait_for(f"document.querySelector('{FIELD}') === document.activeElement")
    tab.type(text)
    tab.press("Enter")


def shown(tab: Tab) -> str:
    """What the program has printed by its end."""
    tab.wait_for_python()
    return str(tab.evaluate("document.querySelector('#out').textContent"))


def test_the_field_stands_behind_what_was_printed_last(tab: Tab, site: Site) -> None:
    """On the same line, and named by it; behind a prompt of several lines as well."""
    ask(
        tab,
        site,
        'print("Colour:", end=" ")\ncolour = input()\n'
        'choice = input("1 large\\n2 small\\nSize? ")\nprint(colour, choice)',
    )
    same_line = tab.evaluate(
        """() => {
        const range = document.createRange();
        range.selectNodeContents(document.querySelector('.pagelet-text'));
        const text = range.getBoundingClientRect();
        const field = document.querySelector('.pagelet-input input').getBoundingClientRect();
        return field.left >= text.right && field.top < text.bottom && field.bottom > text.top;
        }"""
    )
    tab.get_by_role("textbox", name="Colour:").press("r")
    tab.press("Enter")
    tab.get_by_role("textbox", name="1 large 2 small Size?").press("2")
    tab.press("Enter")

    assert same_line
    assert shown(tab) == "Colour: r\n1 large\n2 small\nSize? 2\nr 2\n"


def test_arrow_keys_bring_back_earlier_answers(tab: Tab, site: Site) -> None:
    """Hidden answers are not among them; what was begun comes back at the end."""
    ask(
        tab,
        site,
        'import getpass\nfirst, second = input("a "), input("b ")\ngetpass.getpass("c ")\n'
        'print("|", input("d "), input("e "))',
    )
    enter(tab, "one")
    enter(tab, "two")
    enter(tab, "secret")
    tab.wait_for(f"document.querySelector('{FIELD}')?.ariaLabel === 'd'")
    tab.press("ArrowUp")
    tab.press("ArrowUp")
    tab.press("ArrowUp")
    enter(tab, "!")
    tab.wait_for(f"document.querySelector('{FIELD}')?.ariaLabel === 'e'")
    tab.type("new")
    tab.press("ArrowUp")
    tab.press("ArrowDown")
    tab.press("ArrowDown")
    tab.press("Enter")

    text = shown(tab)
    assert text.endswith("| one! new\n")
    assert "secret" not in text


def test_several_pasted_lines_answer_several_questions(tab: Tab, site: Site) -> None:
    """A last part without a line break waits in the field for Enter."""
    ask(
        tab,
        site,
        'print(sum(int(input()) for _ in range(3)), input("name? "))',
        '<textarea id="text"></textarea>',
    )
    tab.locator("#text").fill("1\n2\n3\nAd")
    tab.locator("#text").press("Control+a")
    tab.locator("#text").press("Control+c")
    tab.locator(FIELD).press("Control+v")
    tab.wait_for(f"document.querySelector('{FIELD}')?.ariaLabel === 'name?'")
    enter(tab, "a")

    assert shown(tab) == "1\n2\n3\nname? Ada\n6 Ada\n"


def test_control_d_ends_the_input(tab: Tab, site: Site) -> None:
    """Of a loop over `sys.stdin`, of `input`; and the next question asks again."""
    ask(
        tab,
        site,
        """
import sys

print([line for line in sys.stdin])
try:
    input("more? ")
except EOFError as error:
    print(error)
print(input("again? "))
""",
    )
    enter(tab, "one")
    enter(tab, "two")
    tab.wait_for(f"document.querySelector('{FIELD}')")
    tab.press("Control+d")
    tab.wait_for(f"document.querySelector('{FIELD}')?.ariaLabel === 'more?'")
    tab.press("Control+d")
    tab.wait_for(f"document.querySelector('{FIELD}')?.ariaLabel === 'again?'")
    enter(tab, "yes")

    lines = [line for line in shown(tab).split("\n") if line]
    assert lines == [
        "one",
        "two",
        "['one\\n', 'two\\n']",
        "more? ",
        "EOF when reading a line",
        "again? yes",
        "yes",
    ]


def test_a_button_ends_the_input_where_there_is_no_such_key(tab: Tab, site: Site) -> None:
    ask(tab, site, 'import sys\nprint(sys.stdin.read().split(), input("? "))')
    enter(tab, "1 2")
    tab.get_by_role("button", name="End of input").click()
    tab.wait_for(f"document.querySelector('{FIELD}')?.ariaLabel === '?'")
    hidden = tab.get_by_role("button", name="End of input").count() == 0
    enter(tab, "3")

    assert shown(tab).endswith("['1', '2'] 3\n")
    assert hidden


def test_what_is_typed_early_answers_the_next_question(tab: Tab, site: Site) -> None:
    """A program that counts for a while between two questions loses nothing."""
    ask(
        tab,
        site,
        """
import time
from js import document

first = input("one? ")
while not document.querySelector(".pagelet-input-idle input[value]"):
    time.sleep(0.01)
print(first, input("two? "))
""",
    )
    enter(tab, "a")
    tab.wait_for("document.querySelector('.pagelet-input-idle')")
    tab.type("b")
    tab.evaluate("document.activeElement.setAttribute('value', 'seen')")
    enter(tab, "c")

    assert shown(tab) == "one? a\ntwo? bc\na bc\n"


def test_a_question_does_not_take_the_focus_from_who_is_writing(tab: Tab, site: Site) -> None:
    ask(
        tab,
        site,
        'print("Thanks,", input("name? "))',
        '<label>Note <input id="note" autofocus></label>',
    )
    writing = tab.evaluate("document.activeElement.id")
    tab.locator(FIELD).fill("Ada")
    tab.press("Enter")

    assert writing == "note"
    assert shown(tab).endswith("Thanks, Ada\n")


def test_questions_of_handlers_wait_for_each_other(tab: Tab, site: Site) -> None:
    """A handler asks while the tag asks: one question after the other, none is lost."""
    ask(
        tab,
        site,
        """
from pagelet import when

@when("click", "#ask")
def ask():
    print("handler", input("second? "))

print("tag", input("first? "))
""",
        '<button id="ask">Ask</button>',
    )
    tab.click("#ask")
    tab.click(FIELD)
    enter(tab, "1")
    tab.wait_for(f"document.querySelector('{FIELD}')?.ariaLabel === 'second?'")
    enter(tab, "2")
    tab.wait_for_text("handler 2", "#out")

    assert shown(tab) == "first? 1\ntag 1\nsecond? 2\nhandler 2\n"


def test_where_python_cannot_wait_the_browser_asks(tab: Tab, site: Site) -> None:
    """JavaScript that needs an answer at once cannot be made to wait; its dialog can."""
    site.publish(
        "dialog.html",
        '<!doctype html><meta charset="utf-8"><title>Asking at once</title>'
        "<script>window.prompt = (text) => `${text}Ada`;</script>"
        '<script type="module" src="/pagelet.js"></script>'
        '<script type="py" target="out">\nfrom js import Array\n'
        'print(Array.of(1).map(lambda *_: input("name? ")))\n</script><div id="out"></div>',
    )
    tab.goto("dialog.html")

    assert shown(tab) == "name? name? Ada\nname? Ada\n"

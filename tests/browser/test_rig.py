"""The browser rig keeps its promises in each engine; all other browser tests stand on these."""

import pytest

from tests.browser.rig import NewTab, Tab


def test_a_page_is_read_and_used_by_mouse_and_keyboard(tab: Tab) -> None:
    tab.goto("plain.html")
    tab.fill("#name", "Ada")
    tab.fill("#name", "Grace")
    tab.get_by_role("button", name="Greet").click()

    assert tab.inner_text("#greeting") == "Hello Grace"
    assert tab.get_by_role("heading", name="Hello").count() == 1


def test_keys_reach_the_field_that_has_the_focus(tab: Tab) -> None:
    tab.goto("plain.html")
    tab.locator("#name").press_sequentially("ab")
    tab.press("ArrowLeft")
    tab.type("c")
    tab.locator("#name").press("Enter")

    assert tab.locator("#name").input_value() == "acb"
    assert tab.inner_text("#keys").split() == ["a", "b", "ArrowLeft", "c", "Enter"]


def test_fields_that_are_picked_are_filled_too(tab: Tab, request: pytest.FixtureRequest) -> None:
    tab.goto("plain.html")
    tab.fill("#day", "2026-11-22")
    tab.locator("#colour").select_option("green")
    tab.locator("#file").set_input_files(str(request.path))

    assert tab.locator("#day").input_value() == "2026-11-22"
    assert tab.locator("#colour").input_value() == "g"
    assert tab.evaluate("document.querySelector('#file').files[0].name") == "test_rig.py"


def test_locators_count_narrow_and_know_what_is_hidden(tab: Tab) -> None:
    tab.goto("plain.html")
    entries = tab.locator("li")

    assert entries.count() == 2
    assert entries.nth(1).inner_text() == "two"
    assert entries.filter(has_text="one").count() == 1
    assert entries.nth(0).is_visible()
    assert not tab.locator("#hidden").is_visible()
    assert tab.locator("#hidden").get_attribute("hidden") == ""
    assert tab.locator("#hidden").get_attribute("title") is None


def test_scripts_take_an_argument_wait_for_promises_and_raise(tab: Tab) -> None:
    tab.goto("plain.html")

    assert tab.evaluate("(list) => list.length", [1, 2, 3]) == 3
    assert tab.evaluate("Promise.resolve({ answer: 42 })") == {"answer": 42}
    assert tab.evaluate("undefined") is None
    with pytest.raises(Exception, match="no such thing"):
        tab.evaluate("() => { throw new Error('no such thing'); }")


def test_a_tab_starts_without_the_storage_of_the_one_before(tab: Tab, new_tab: NewTab) -> None:
    tab.goto("plain.html")
    tab.evaluate("localStorage.setItem('left', 'behind')")
    other = new_tab()
    try:
        other.goto("plain.html")

        assert other.evaluate("localStorage.getItem('left')") is None
    finally:
        other.close()


def test_the_window_takes_the_size_of_a_phone_and_its_picture_is_a_png(tab: Tab) -> None:
    tab.goto("plain.html")
    tab.resize(390, 700)

    assert tab.evaluate("innerWidth") == 390
    assert tab.screenshot().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("fault", "trace"),
    [
        ("console", "a seeded console error"),
        ("exception", "a seeded exception"),
        ("rejection", "a seeded rejection"),
        ("missing", "404"),
        ("image", "404"),
        ("unreachable", "127.0.0.1:47"),
        ("worker", "a seeded worker error"),
    ],
)
def test_what_goes_wrong_in_a_page_is_noticed(tab: Tab, fault: str, trace: str) -> None:
    tab.goto(f"faults.html#{fault}")
    with pytest.raises(AssertionError, match=trace):
        tab.wait_for("document.title === 'never'")

    assert any(trace in problem for problem in tab.unexpected())
    tab.expect_error(trace)
    assert tab.unexpected() == []


def test_a_quiet_page_has_no_problems_but_a_promised_one_that_stays_away_is(tab: Tab) -> None:
    tab.goto("faults.html#none")
    tab.wait_for("document.title === 'over'")

    assert tab.unexpected() == []
    tab.expect_error("thunder")
    assert tab.unexpected() == ["expected, but never seen: thunder"]
    tab.evaluate("console.error('thunder'), console.error('rain')")
    tab.allow_error("rain")
    tab.allow_error("hail")


def test_python_itself_starts(tab: Tab) -> None:
    """Pyodide alone, without any of our code: if this fails, look no further."""
    tab.goto("pyodide.html")
    tab.wait_for("document.querySelector('#sum').textContent === '5050'", seconds=120)

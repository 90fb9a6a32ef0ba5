"""What `display` shows, as far as only a browser can tell."""

from tests.browser.rig import Tab


def test_printed_and_displayed_things_keep_their_order(tab: Tab) -> None:
    tab.open("display.html")

    lines = [line for line in tab.inner_text("#py-0").split("\n") if line]
    assert lines == ["first", "second <b>", "third"]


def test_text_keeps_its_lines_and_spaces(tab: Tab) -> None:
    tab.open("display.html")

    assert tab.inner_text("#text").rstrip("\n") == "a  b\n  c"


def test_scripts_in_html_run_and_text_can_change_inside_a_sentence(tab: Tab) -> None:
    tab.open("display.html")

    assert tab.inner_text("#html").strip() == "italic"
    assert tab.evaluate("window.scriptsRun") == 2
    assert tab.evaluate("document.querySelector('#count').innerHTML") == "42"


def test_pictures_are_drawn_and_described(tab: Tab) -> None:
    tab.open("display.html")

    assert tab.evaluate("document.querySelector('#drawing svg').ariaLabel") == "A circle"
    assert tab.evaluate("document.querySelector('#drawing svg').getBBox().width") == 10
    assert tab.evaluate("document.querySelector('#drawing img').alt") == "Picture, 2 × 1 pixels"


def test_markdown_is_rendered_and_nothing_in_it_runs(tab: Tab) -> None:
    tab.open("display.html")
    tab.wait_for("document.querySelector('#markdown h1')")

    words = tab.evaluate(
        "[...document.querySelectorAll('#markdown em, #markdown td')].map(e => e.innerText)"
    )
    assert words == ["words", "1", "<u>2</u>"]
    links = tab.evaluate("[...document.querySelectorAll('#markdown a')].map(a => [a.href, a.rel])")
    assert links == [["https://example.org/", "noopener"]]
    assert tab.evaluate("document.querySelector('#markdown [onerror]') === null")

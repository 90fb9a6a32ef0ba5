"""Tags run in document order, share one namespace, and each has its own output."""

import pytest

from tests.browser.rig import Tab


def test_tags_of_every_kind_run_in_order_in_one_namespace(tab: Tab) -> None:
    tab.open("tags.html")

    assert tab.inner_text("#py-0").strip() == "one &amp;"
    assert tab.inner_text("#second").strip() == "two True"
    assert tab.inner_text("#py-1").strip() == "three"
    lines = tab.inner_text("#there").split("\n")
    assert {"to stderr", "bytes é", "five"} <= set(lines)
    assert any(line.startswith("four ['first', 'second'") for line in lines)


def test_output_stands_behind_its_tag(tab: Tab) -> None:
    tab.open("tags.html")

    assert tab.evaluate("document.querySelector('#first').nextElementSibling.id") == "py-0"
    assert tab.evaluate("document.querySelector('#first').target.id") == "py-0"
    assert tab.evaluate("document.querySelector('#fourth').target.id") == "there"
    assert tab.evaluate("document.querySelector('#there .pagelet-stderr').textContent") == (
        "to stderr\n"
    )


def test_the_page_is_told_what_happens(tab: Tab) -> None:
    """`py:ready` and `py:done` for each tag, then `py:all-done`; progress before that."""
    tab.open("tags.html")
    seen = tab.evaluate("seen")
    tags = [event for event in seen if event[0] in ("py:ready", "py:done")]
    progress = [event[1] for event in seen if event[0] == "py:progress"]

    assert tags[0] == ["py:ready", "first", False]
    for name in ("first", "second", "third", "fourth", "fifth"):
        assert tags.index(["py:ready", name, False]) < tags.index(["py:done", name, False])
    assert seen[-1] == ["py:all-done"]
    assert progress[0] == "Loading Pyodide"
    assert progress[-1] == "Loaded Pyodide"


def test_the_start_can_be_seen_and_heard(tab: Tab) -> None:
    tab.goto("tags.html")
    sign = "document.querySelector('.pagelet-progress')"
    state = "document.documentElement.dataset.pagelet"
    # A fast machine may be done before the test looks: then the sign must be gone.
    looked = tab.wait_for(
        f"{sign} ? [{sign}.getAttribute('role'), {sign}.textContent]"
        f" : ['ready', 'done'].includes({state}) && [{state}]"
    )
    tab.wait_for_python()

    assert looked in (["status", "Starting Python …"], ["ready"], ["done"])
    assert tab.evaluate(f"{sign} === null")


@pytest.mark.parametrize("page", ["waiting.html", "sleeping.html"])
def test_tags_that_wait_at_the_same_time_print_each_in_its_place(tab: Tab, page: str) -> None:
    if page == "sleeping.html" and tab.engine == "webkit":
        pytest.skip("time.sleep in the page needs stack switching, which WebKitGTK has not")
    tab.open(page)

    assert tab.inner_text("#a").split("\n")[:3] == ["a 0", "a 1", "a 2"]
    assert "a 0" not in tab.inner_text("#b")
    assert [line for line in tab.inner_text("#b").split("\n") if "task" not in line][:3] == [
        "b 0",
        "b 1",
        "b 2",
    ]


def test_a_tag_that_is_not_async_ends_before_the_next_begins(tab: Tab) -> None:
    tab.open("waiting.html")

    assert tab.inner_text("#c").split("\n")[:2] == ["c", "after c"]
    assert "b in a task" in tab.inner_text("#b")


def test_tags_that_are_added_later_run_too(tab: Tab) -> None:
    """Also on a page that had none when it was loaded, and each of them once."""
    tab.goto("late.html")
    tab.wait_for_python()
    tab.click("#add")
    tab.wait_for("done.length === 2")
    tab.click("#add")
    tab.wait_for("done.length === 4")

    assert tab.evaluate("done") == ["late-1", "custom-1", "late-2", "custom-2"]
    assert tab.inner_text("#custom-1").strip() == "custom 1"
    assert tab.inner_text("#py-1").strip() == "late 2"

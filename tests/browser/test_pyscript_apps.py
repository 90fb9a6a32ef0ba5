"""Apps in the style of PyScript's documentation run, with only the script's address changed."""

from urllib.parse import quote

import pytest

from tests.browser.rig import Tab
from tests.browser.rig.echo import echo_server

pytestmark = pytest.mark.engines("chromium", "firefox")


def open_app(tab: Tab, name: str) -> None:
    tab.open(f"pyscript/apps/{name}/index.html")


def test_a_task_board_made_with_web(tab: Tab) -> None:
    open_app(tab, "tasks-web")
    tab.fill("#name", "Buy milk")
    tab.click("#add")
    tab.fill("#name", "Write <b>tests</b>")
    tab.evaluate("document.querySelector('#priority').value = 'high'")
    tab.locator("#name").focus()
    tab.press("Enter")
    tab.wait_for("document.querySelectorAll('.task').length === 2")

    assert tab.inner_text("#count") == "2 of 2 left"
    assert tab.evaluate("document.querySelectorAll('.task.medium').length") == 1
    assert "tests" in tab.inner_text(".task.high")

    tab.click(".task.high input")
    tab.wait_for_text("1 of 2 left", "#count")
    tab.click("#show-done")
    tab.wait_for("document.querySelectorAll('.task').length === 1")
    assert tab.evaluate("document.querySelector('.task').className") == "task high done"
    tab.click("#show-all")
    tab.click(".task.medium .remove")
    tab.wait_for_text("0 of 1 left", "#count")


def test_tasks_by_document_alone(tab: Tab) -> None:
    open_app(tab, "tasks-document")
    tab.fill("#new-task", "Buy milk")
    tab.click("#new-task-button")
    tab.wait_for_text("Buy milk", "#task-0")
    tab.locator("#new-task").focus()
    tab.type("Sing")
    tab.press("Enter")
    tab.wait_for_text("Sing", "#task-1")
    tab.click("#task-1 input")
    tab.wait_for("document.querySelector('#task-1 span').className === 'line-through'")
    assert tab.evaluate("document.querySelector('#new-task').value") == ""


def test_notes_are_still_there_after_a_reload(tab: Tab) -> None:
    open_app(tab, "notes")
    tab.wait_for_text("0 notes", "#state")
    tab.fill("#title", "Trip")
    tab.fill("#text", "train at nine")
    tab.click("#save")
    tab.wait_for_text("1 notes", "#state")

    tab.reload()
    tab.wait_for_python()
    tab.wait_for_text("1 notes", "#state")
    assert "3 words" in tab.inner_text("#notes article")
    tab.click("#notes button")
    tab.wait_for("document.querySelector('#text').value === 'train at nine'")
    tab.click("#clear")
    tab.wait_for_text("0 notes", "#state")
    assert tab.inner_text("#notes") == ""


def test_a_prime_finder_in_a_worker(tab: Tab) -> None:
    open_app(tab, "primes")
    tab.fill("#limit", "2000")
    tab.click("#find")
    tab.wait_for_text("2000 is not welcome", "#result")
    ticks = int(tab.inner_text("#ticks"))

    assert tab.inner_text("#result").split("\n") == [
        "303 primes, the last one is 1999",
        "4 reports in index.html",
        "2000 is not welcome",
    ]
    assert tab.evaluate("document.querySelector('#progress').value") == 1
    assert tab.evaluate("document.querySelector('#progress').title") == "303 so far"
    tab.wait_for(f"Number(document.querySelector('#ticks').textContent) > {ticks}")

    tab.fill("#limit", "1000000000")
    tab.click("#find")
    tab.click("#stop")
    tab.wait_for_text("1000000000 is not welcome", "#result")


def test_a_camera_takes_a_picture(tab: Tab) -> None:
    open_app(tab, "camera")
    tab.click("#pick")
    tab.wait_for("document.querySelector('#snap:enabled')")
    assert tab.evaluate("document.querySelectorAll('#devices option').length") >= 1
    tab.wait_for("document.querySelector('video').videoWidth > 0")
    tab.click("#snap")
    tab.wait_for("document.querySelector('#still canvas')")
    tab.wait_for_text(", True", "#state")


def test_a_chart_of_a_file_with_a_module_of_javascript(tab: Tab) -> None:
    open_app(tab, "chart")
    tab.wait_for("document.querySelectorAll('#chart rect').length === 12")
    assert "55.1 mm a month, chart" in tab.inner_text("#chart")
    bars = "[...document.querySelectorAll('#chart rect')]"
    assert len(set(tab.evaluate(f"{bars}.map((bar) => bar.getAttribute('fill'))"))) == 2

    tab.evaluate(
        """(() => { const months = document.querySelector('#months');
        months.value = 3; months.dispatchEvent(new Event('input', {bubbles: true})); })()"""
    )
    tab.wait_for("document.querySelectorAll('#chart rect').length === 3")
    assert tab.inner_text("#chart").count("mm a month") == 1


def test_a_chat_with_a_server(tab: Tab) -> None:
    with echo_server() as address:
        tab.open(f"pyscript/apps/chat/index.html?server={quote(address)}")
        tab.wait_for_text("open", "#state")
        tab.fill("#text", "hello")
        tab.press("Enter")
        tab.wait_for_text("me: hello", "#log")
        tab.fill("#text", "bye")
        tab.press("Enter")
        tab.wait_for_text("closed 1000", "#state")


def test_a_colour_mixer(tab: Tab) -> None:
    open_app(tab, "colours")
    tab.wait_for_text("#c86432", "#hex")
    tab.evaluate(
        """(() => { const red = document.querySelector('#red');
        red.value = 0; red.dispatchEvent(new Event('input', {bubbles: true})); })()"""
    )
    tab.wait_for_text("#006432", "#hex")
    swatch = "document.querySelector('#swatch')"
    assert tab.evaluate(f"getComputedStyle({swatch}).backgroundColor") == "rgb(0, 100, 50)"
    assert tab.evaluate(f"{swatch}.title") == "#006432"
    tab.click("#random")
    tab.wait_for("document.querySelector('#hex').textContent !== '#006432'")


def test_a_picture_bounces(tab: Tab) -> None:
    open_app(tab, "bounce")
    tab.wait_for("Number(document.querySelector('#bounces').textContent) >= 3")
    tab.click("#toggle")
    tab.wait_for_text("Go on", "#toggle")
    bounces = tab.inner_text("#bounces")
    tab.click("#toggle")
    tab.wait_for(f"Number(document.querySelector('#bounces').textContent) > {bounces}")


def test_a_lesson_in_editors(tab: Tab) -> None:
    tab.expect_error("ZeroDivisionError")
    open_app(tab, "lesson")
    tab.wait_for("document.querySelectorAll('.py-editor-box').length === 3")
    run = tab.locator(".py-editor-run-button")
    run.nth(0).click()
    tab.wait_for_text("3 plum")
    run.nth(1).click()
    tab.wait_for_text("try again", "#place")
    tab.evaluate(
        "document.querySelector('#second').code = 'check(13, sum(len(fruit) for fruit in fruits))'"
    )
    run.nth(1).click()
    tab.wait_for_text("right", "#place")
    run.nth(2).click()
    tab.wait_for_text("False")
    tab.wait_for_text("ZeroDivisionError")

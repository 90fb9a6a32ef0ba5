"""A program may wait (sleep, ask) wherever Python code can stand, and in whatever calls it."""

from pathlib import Path

import pytest

from tests.browser.apps import Serve
from tests.browser.conversation import Conversation
from tests.browser.on_the_host import said_on_the_host
from tests.browser.rig import Tab

# They call by themselves; the others at a click.
CALLERS = ["timeout", "interval", "frame", "microtask", "promise", "observer"]
WAITS = Path(__file__).parent / "waits"

pytestmark = pytest.mark.engines("chromium", "firefox")


@pytest.mark.parametrize(
    ("program", "places"),
    [
        ("functions", "decorators, generators, comprehensions, keys and comparisons of sort, ..."),
        ("classes", "__init__, __eq__, with, metaclasses, properties, iterators, ..."),
        ("elsewhere", "modules while they are imported, exec, SQL functions, pickle, ..."),
        ("coroutines", "async def, tasks, async with, callbacks of the event loop, ..."),
        ("at_once", "threads, timers, pools, queues"),
    ],
)
def test_python_waits_anywhere_as_on_the_host(
    tab: Tab, serve_app: Serve, tmp_path: Path, program: str, places: str
) -> None:
    tab.goto(serve_app(WAITS / f"{program}.py").url)
    talk = Conversation(tab)
    answers = []
    while talk.wait_for_question() is not None:
        answers.append("ok")
        talk.answer("ok")

    said = talk.wait_for_end()
    assert said == said_on_the_host(WAITS / f"{program}.py", answers, tmp_path), places


def test_functions_wait_whoever_in_the_browser_calls_them(tab: Tab, serve_app: Serve) -> None:
    tab.goto(serve_app(WAITS / "handlers.py").url)
    talk = Conversation(tab)
    for caller in [*CALLERS, "listener", "when", "on"]:
        if caller not in CALLERS:
            talk.wait_for_text(f"{caller} is attached\n")
            tab.click("#press")
        talk.answer("ok")
        talk.wait_for_text(f"{caller} ok\n")

    assert talk.wait_for_end().endswith("on ok\ndone\n")

"""Programs as beginners find them in books: the page shows the conversation that a terminal shows.

None of them knows of Pagelet. Each one runs in the page and, with the same answers, on the host.
"""

import tomllib
from pathlib import Path

import pytest

from tests.browser.apps import ENDED, Serve
from tests.browser.conversation import Conversation
from tests.browser.on_the_host import said_on_the_host
from tests.browser.rig import Tab

CORPUS = Path(__file__).parent / "corpus"
ANSWERS: dict[str, list[str]] = tomllib.loads((CORPUS / "answers.toml").read_text("utf-8"))

pytestmark = pytest.mark.engines("chromium", "firefox")


@pytest.mark.parametrize("program", ANSWERS)
def test_a_conversation_reads_as_in_a_terminal(
    tab: Tab, serve_app: Serve, tmp_path: Path, program: str
) -> None:
    tab.goto(serve_app(CORPUS / f"{program}.py").url)
    talk = Conversation(tab)
    for answer in ANSWERS[program]:
        talk.answer(answer)
    tab.wait_for(ENDED)

    said = said_on_the_host(CORPUS / f"{program}.py", ANSWERS[program], tmp_path)
    assert talk.text().rstrip() == said.rstrip()
    assert tab.inner_text("#pagelet-state") == "finished"

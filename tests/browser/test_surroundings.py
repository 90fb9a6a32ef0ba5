"""What programs ask an operating system for: works in the page, or says what to do instead."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.apps import Serve
from tests.browser.conversation import Conversation
from tests.browser.rig import Tab
from tests.browser.rig.chromium_firefox import PlaywrightTab

Play = Callable[[str], Conversation]

pytestmark = pytest.mark.engines("chromium", "firefox")


@pytest.fixture
def play(tab: Tab, serve_app: Serve, tmp_path: Path) -> Play:
    def start(program: str) -> Conversation:
        (tmp_path / "program.py").write_text(program, encoding="utf-8")
        tab.goto(serve_app(tmp_path / "program.py").url)
        return Conversation(tab)

    return start


def test_lines_fit_the_width_that_the_page_has_now(play: Play, tab: Tab) -> None:
    talk = play(
        "import os, shutil\n"
        "size = os.get_terminal_size()\n"
        "print(shutil.get_terminal_size() == size == os.get_terminal_size(2), size.lines)\n"
        "input('Resize it: ')\n"
        "os.system('clear')\n"
        "now = os.get_terminal_size()\n"
        "print('=' * now.columns, end='', flush=True)\n"
        "input()\n"
        "print(now < size)\n"
    )
    assert talk.wait_for_question() == "True 24\nResize it: "
    tab.resize(500, 700)
    talk.answer("")
    line = talk.wait_for_question() or ""
    # It is not broken in two.
    rows = "document.querySelector('#pagelet-output .pagelet-text').getClientRects().length"
    assert (set(line), tab.evaluate(rows)) == ({"="}, 1)
    talk.answer("")
    assert talk.wait_for_end().endswith("=\nTrue\n")


def test_a_browser_is_opened(play: Play, tab: Tab, tmp_path: Path) -> None:
    (tmp_path / "about.html").write_text("<!doctype html><title>About</title>")
    assert isinstance(tab, PlaywrightTab)
    with tab.context.expect_page() as opened:
        talk = play(
            "import webbrowser\n"
            "print(webbrowser.open('about.html'))\n"
            "try:\n    webbrowser.open('javascript:alert(1)')\n"
            "except webbrowser.Error as error:\n    print(error)\n"
        )
    said = talk.wait_for_end()
    opened.value.wait_for_url("**/about.html")
    assert opened.value.title() == "About"
    assert opened.value.evaluate("window.opener") is None

    assert said == "True\na page cannot open 'javascript:alert(1)'\n"


def test_a_browser_that_opens_nothing_by_itself_gets_a_link(play: Play, tab: Tab) -> None:
    said = play(
        "import webbrowser\nfrom js import Function, window\n"
        "window.open = Function.new('return null')\n"
        "print(webbrowser.get('C:/firefox.exe %s').open_new_tab('https://example.org/a?b'))\n"
    ).wait_for_end()

    assert said == "Click to open https://example.org/a?bFalse\n"
    link = tab.locator("#pagelet-output a")
    assert link.get_attribute("href") == "https://example.org/a?b"
    assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener")


def test_commands_are_run_by_subprocess_as_by_os_system(play: Play) -> None:
    said = play(
        "import subprocess\n"
        "print('gone')\n"
        "print(subprocess.call('cls || clear', shell=True))\n"
        "print(subprocess.run(['echo', 'Well', 'done'], check=True).returncode)\n"
        "print(subprocess.run('color 0a', shell=True, stderr=subprocess.DEVNULL))\n"
        "subprocess.run(['echo', 'unseen'], stdout=subprocess.DEVNULL)\n"
        "subprocess.run(b'echo seen', shell=True)\n"
    ).wait_for_end()

    assert said == "0\nWell done\n0\nCompletedProcess(args='color 0a', returncode=0)\nseen\n"


ABSENT = {
    "import subprocess\nsubprocess.run(['ls'])": "A page cannot start other programs.",
    "import os\nos.popen('ls')": "A page cannot start other programs.",
    "import os\nos.fork()": "A page cannot start other programs.",
    "import os\nos.execv('/bin/ls', ['ls'])": "A page cannot start other programs.",
    "from multiprocessing import Pool\nPool(2)": "Use threads",
    "import multiprocessing\nmultiprocessing.Process(target=print).start()": "Use threads",
    "from concurrent.futures import ProcessPoolExecutor\nProcessPoolExecutor()": "Use threads",
}


@pytest.mark.parametrize("program", ABSENT)
def test_what_a_page_cannot_do_is_said_and_what_to_do_instead(
    play: Play, tab: Tab, program: str
) -> None:
    tab.expect_error("Error")
    talk = play(program)
    talk.wait_for_text(ABSENT[program])

    assert tab.inner_text("#pagelet-state") == "failed"


def test_a_program_that_waits_for_a_signal_is_stopped(play: Play, tab: Tab) -> None:
    talk = play("import signal\nprint('waiting')\nsignal.pause()\nprint('never')\n")
    talk.wait_for_text("waiting\n")
    talk.stop()

    assert tab.inner_text("#pagelet-state") == "stopped"
    assert "never" not in talk.text()

import asyncio
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from pagelet_cli.live import LiveApp
from pagelet_cli.watch import Watcher
from tests.cli.conftest import Project

# Far longer than any change takes to be noticed: a test that reaches it has failed.
DEADLINE = 60

Step = tuple[Callable[[], object], set[str]]


def watch(live: LiveApp, steps: Sequence[Step], sources: Sequence[Path] = ()) -> None:
    """Make one change after the other; each must be reported, with at least these names."""

    async def watch() -> None:
        told: asyncio.Queue[Sequence[str]] = asyncio.Queue()
        watcher = asyncio.create_task(Watcher(live, told.put_nowait, sources).run())
        await first_notice(live, told)
        for change, expected in steps:
            change()
            await reported(told, expected)
        watcher.cancel()
        await asyncio.wait([watcher])

    asyncio.run(asyncio.wait_for(watch(), DEADLINE))


async def first_notice(live: LiveApp, told: asyncio.Queue[Sequence[str]]) -> None:
    """Touch the entry until that is noticed: it takes a while until the system watches."""
    while told.empty():
        live.app.entry.touch()
        await asyncio.sleep(0.1)
    await asyncio.sleep(0.5)
    while not told.empty():
        told.get_nowait()


async def reported(told: asyncio.Queue[Sequence[str]], expected: set[str]) -> None:
    """Wait until all expected names were told; one change may come in several parts."""
    missing = set(expected)
    while True:
        missing -= set(await told.get())
        if not missing:
            return


def test_files_that_change_appear_and_vanish_are_told(project: Project) -> None:
    folder = project("folder-with-page")

    watch(
        LiveApp(folder),
        [
            (lambda: (folder / "main.py").write_text("print()"), {"main.py"}),
            (lambda: (folder / "new.css").touch(), {"new.css"}),
            (lambda: (folder / "about/index.html").unlink(), {"about/index.html"}),
            (lambda: (folder / "about").rename(folder / "more"), {"about", "more"}),
        ],
    )


def test_what_is_not_part_of_the_app_is_not_told(project: Project) -> None:
    folder = project("folder-with-page")

    def change() -> None:
        for name in (".hidden", "main.py~", ".main.py.swp", "4913", "__pycache__/main.pyc"):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).touch()
        (folder / "main.py").touch()

    async def names() -> Sequence[str]:
        told: asyncio.Queue[Sequence[str]] = asyncio.Queue()
        live = LiveApp(folder)
        watcher = asyncio.create_task(Watcher(live, told.put_nowait).run())
        await first_notice(live, told)
        change()
        seen = await told.get()
        watcher.cancel()
        await asyncio.wait([watcher])
        return seen

    assert asyncio.run(asyncio.wait_for(names(), DEADLINE)) == ["main.py"]


def test_what_a_program_newly_names_belongs_to_it(project: Project) -> None:
    folder = project("program")
    live = LiveApp(folder / "game.py")
    (folder / "sounds").mkdir()
    (folder / "sounds/hit.wav").touch()

    watch(
        live,
        [
            (lambda: (folder / "game.py").write_text("open('sounds/hit.wav')"), {"game.py"}),
            (lambda: (folder / "sounds/hit.wav").write_text("pow"), {"sounds/hit.wav"}),
        ],
    )

    assert list(live.app.files) == ["game.py", "sounds/hit.wav"]


def test_an_app_that_breaks_is_told_and_told_again_when_mended(project: Project) -> None:
    folder = project("page")
    live = LiveApp(folder / "hello.html")
    broken: list[bool] = []

    def mend() -> None:
        broken.append(bool(live.errors))
        (folder / "hello.txt").rename(folder / "hello.html")

    watch(
        live,
        [
            (lambda: (folder / "hello.html").rename(folder / "hello.txt"), {"hello.html"}),
            (mend, {"hello.html"}),
        ],
    )

    assert broken == [True]
    assert live.errors == ()


def test_a_folder_that_goes_and_comes_back_is_watched_again(project: Project) -> None:
    folder = project("folder-with-page")
    away = folder.with_name("away")
    live = LiveApp(folder)

    def come_back() -> None:
        assert live.errors
        shutil.move(away, folder)

    watch(
        live,
        [
            (lambda: shutil.move(folder, away), set()),
            (come_back, set()),
            (lambda: (folder / "main.py").write_text("print()"), {"main.py"}),
        ],
    )

    assert live.errors == ()


def test_sources_of_pagelet_are_watched_too(project: Project, tmp_path: Path) -> None:
    source = tmp_path / "src" / "pagelet"
    source.mkdir(parents=True)

    watch(
        LiveApp(project("page") / "hello.html"),
        [(lambda: (source / "page.py").touch(), {"pagelet/page.py"})],
        sources=[source],
    )

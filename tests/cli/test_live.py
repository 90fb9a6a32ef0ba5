import asyncio
import json
from collections.abc import AsyncIterator

from pagelet_cli.live import Changes, LiveApp
from tests.cli.conftest import Project


def data_of(event: str) -> dict[str, object]:
    (line,) = (line for line in event.splitlines() if line.startswith("data: "))
    data = json.loads(line.removeprefix("data: "))
    assert isinstance(data, dict)
    return data


async def next_event(events: AsyncIterator[str]) -> str:
    return await asyncio.wait_for(anext(events), 10)


def test_a_page_is_told_of_changes_until_the_server_ends() -> None:
    async def listen() -> list[str]:
        changes = Changes()
        events = changes.events(changes.stamp)
        told = [await next_event(events)]
        changes.publish(["main.py"])
        changes.publish(["a.css", "b.css"])
        changes.publish([])
        changes.close()
        return told + [event async for event in events]

    retry, *events = asyncio.run(listen())

    assert retry == "retry: 500\n\n"
    assert [data_of(event)["onlyStyles"] for event in events] == [False, True, False]
    assert all(f"id: {data_of(event)['stamp']}\n" in event for event in events)
    assert len({data_of(event)["stamp"] for event in events}) == 3


def test_a_page_of_an_earlier_state_is_told_at_once() -> None:
    async def listen() -> str:
        changes = Changes()
        seen = changes.stamp
        changes.publish(["a.css"])
        events = changes.events(seen)
        await next_event(events)
        return await next_event(events)

    assert data_of(asyncio.run(listen()))["onlyStyles"] is False


def test_a_page_of_an_earlier_server_is_told_at_once() -> None:
    assert Changes().stamp != Changes().stamp


def test_nobody_listens_to_a_server_that_ends() -> None:
    async def listen() -> list[str]:
        changes = Changes()
        changes.close()
        return [event async for event in changes.events(changes.stamp)]

    assert asyncio.run(listen()) == []


def test_files_of_a_page_are_parts_of_it_and_hidden_ones_are_not(project: Project) -> None:
    folder = project("page")
    live = LiveApp(folder / "hello.html")

    assert live.is_part(folder / "style.css")
    assert live.is_part(folder / "new" / "file.txt")
    assert not live.is_part(folder / ".hidden")
    assert not live.is_part(folder.parent / "outside.txt")


def test_files_of_a_program_are_parts_of_it_and_its_neighbours_are_not(project: Project) -> None:
    folder = project("program")
    live = LiveApp(folder / "game.py")

    assert live.is_part(folder / "levels" / "1.txt")
    assert live.is_part(folder / "pagelet.toml")
    assert not live.is_part(folder / "unrelated.txt")


def test_an_app_that_cannot_be_opened_again_is_kept(project: Project) -> None:
    program = project("program") / "game.py"
    live = LiveApp(program)
    program.unlink()

    live.reopen()

    assert [error.what for error in live.errors] == [f"There is no file or folder '{program}'."]
    assert live.app.entry == program

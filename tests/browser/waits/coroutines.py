"""Waits in asynchronous code, which need no `await`."""

import asyncio
import contextlib
import time


def wait(name):
    time.sleep(0.01)
    return input(f"{name}? ")


async def ask(name):
    await asyncio.sleep(0)
    return wait(name)


async def numbers():
    for number in range(2):
        wait(f"async generator {number}")
        yield number


class Guard:
    async def __aenter__(self):
        return wait("aenter")

    async def __aexit__(self, *error):
        print(wait("aexit"))

    def __await__(self):
        wait("await")
        yield from asyncio.sleep(0).__await__()
        return wait("awaited")


@contextlib.asynccontextmanager
async def managed():
    yield wait("managed")
    print(wait("managed after"))


async def main():
    print(await ask("coroutine"))
    print([number async for number in numbers()])
    async with Guard() as inside, managed() as more:
        print(inside, more)
    print(await Guard())
    print(await asyncio.create_task(ask("task")))
    print(await asyncio.to_thread(wait, "to thread"))
    print(await asyncio.wait_for(ask("wait for"), 30))
    called = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(lambda: called.set_result(wait("call soon")))
    print(await called)
    later = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(0.01, lambda: later.set_result(wait("call later")))
    print(await later)
    task = asyncio.create_task(ask("done"))
    heard = asyncio.get_running_loop().create_future()
    task.add_done_callback(lambda task: heard.set_result(wait("done callback")))
    print(await task, await heard)
    async with asyncio.TaskGroup() as group:
        group.create_task(ask("in a group"))
    print(await asyncio.gather(ask("gathered")))


asyncio.run(main())
with asyncio.Runner() as runner:
    print(runner.run(ask("runner")))

"""asyncio: several things at the same time, and each waits for what it needs."""

import asyncio

STEP = 0.01


async def cook(dish, minutes):
    """Cook one dish; meanwhile others can be cooked too."""
    print(f"{dish}: on the stove")
    await asyncio.sleep(minutes * STEP)
    print(f"{dish}: ready after {minutes} minutes")
    return dish


async def burn():
    await asyncio.sleep(STEP)
    raise RuntimeError("the toast is black")


async def guests(queue):
    """Say who wants what, one after the other."""
    for name in ("Ada", "Bob", "Cem"):
        await asyncio.sleep(0)
        await queue.put(name)
    await queue.put(None)


async def tick(count):
    for number in range(count):
        yield number
        await asyncio.sleep(0)


async def main():
    dinner = await asyncio.gather(cook("soup", 9), cook("rice", 6), cook("tea", 3))
    print("On the table:", dinner)

    queue = asyncio.Queue()
    async with asyncio.TaskGroup() as group:
        group.create_task(guests(queue))
        while (name := await queue.get()) is not None:
            print("Welcome,", name)

    try:
        async with asyncio.timeout(2 * STEP):
            await cook("roast", 500)
    except TimeoutError:
        print("No time for a roast.")

    results = await asyncio.gather(burn(), cook("eggs", 2), return_exceptions=True)
    print([repr(result) for result in results])

    oven, held = asyncio.Lock(), []

    async def bake(cake):
        async with oven:
            held.append(f"{cake} in")
            await asyncio.sleep(STEP)
            held.append(f"{cake} out")

    await asyncio.gather(bake("apple"), bake("plum"))
    print(held)
    print([number async for number in tick(4)], asyncio.current_task() is not None)

    bell = asyncio.Event()
    asyncio.get_running_loop().call_later(STEP, bell.set)
    await bell.wait()
    return "Dinner is over."


if __name__ == "__main__":
    print(asyncio.run(main()))
    with asyncio.Runner() as runner:
        print(runner.run(asyncio.sleep(STEP, "And good night.")))

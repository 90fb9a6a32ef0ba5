import asyncio
import time

async def cook(dish, seconds):
    print("start", dish)
    await asyncio.sleep(seconds)
    print("ready", dish)
    return dish.upper()

async def main():
    start = time.perf_counter()
    dishes = await asyncio.gather(cook("soup", 0.3), cook("pasta", 0.2), cook("salad", 0.1))
    print(dishes)
    assert time.perf_counter() - start < 5
    try:
        await asyncio.wait_for(cook("roast", 100), timeout=0.1)
    except asyncio.TimeoutError:
        print("The roast takes too long")

asyncio.run(main())

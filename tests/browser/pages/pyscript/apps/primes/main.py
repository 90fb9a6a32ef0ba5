import asyncio
import sys

sys.path.insert(0, "lib")

from js import setInterval
from numbers_of import describe
from pyscript import config, display, document, when, workers
from pyscript.ffi import create_proxy
from pyscript.web import page

progress = page["#progress"]
find, stop = page["find"], page["stop"]
state = {"stopped": False, "reports": 0}

ticks = 0


def tick():
    global ticks
    ticks += 1
    page["ticks"].innerText = str(ticks)


setInterval(create_proxy(tick), 50)


def report(upto, count):
    state["reports"] += 1
    progress.value = upto / int(page["limit"].value)
    progress.title = f"{count} so far"


xworker = document.querySelector("script[worker]").xworker
xworker.sync.report = report
xworker.sync.is_wanted = lambda: True


@when("submit", "#search")
def submitted(event):
    event.preventDefault()
    asyncio.create_task(search())


async def search():
    worker = await workers["primes"]
    limit = int(page["limit"].value)
    find.disabled, stop.disabled = True, False
    state["stopped"] = False
    cleared = await worker.forget()
    primes = []
    try:
        for start in range(2, limit, config["batch"]):
            if state["stopped"]:
                break
            primes.extend(await worker.search(start, min(start + config["batch"], limit)))
    finally:
        find.disabled, stop.disabled = False, True
    display(describe(primes), target="result", append=False)
    display(f"{state['reports']} reports in {cleared['page'] or 'the page'}", target="#result")
    try:
        await worker.broken(limit)
    except Exception as error:
        display(str(error).splitlines()[0], target="result")


@when("click", "#stop")
def halt():
    state["stopped"] = True

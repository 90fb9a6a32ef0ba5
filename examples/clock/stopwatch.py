"""A stopwatch with laps."""

import asyncio
import time

from pagelet import page, when


class Stopwatch:
    """Counts seconds while it runs."""

    def __init__(self):
        self.running = False
        self.counted = 0.0
        self.started = 0.0

    def start(self):
        self.running = True
        self.started = time.monotonic()

    def stop(self):
        self.counted = self.elapsed()
        self.running = False

    def elapsed(self):
        if self.running:
            return self.counted + time.monotonic() - self.started
        return self.counted


def as_text(seconds):
    minutes, seconds = divmod(seconds, 60)
    return f"{int(minutes):02}:{seconds:04.1f}"


def show():
    page["elapsed"].text = as_text(watch.elapsed())
    page["start"].text = "Stop" if watch.running else "Start"
    page["lap"].disabled = not watch.running
    page["reset"].disabled = watch.running or watch.elapsed() == 0


@when("click", "#start")
async def start_or_stop():
    if watch.running:
        watch.stop()
        show()
        return
    watch.start()
    while watch.running:
        show()
        await asyncio.sleep(0.1)


@when("click", "#lap")
def lap():
    page["laps"].append(page.create("li", as_text(watch.elapsed())))


@when("click", "#reset")
def reset():
    watch.counted = 0.0
    page["laps"].clear()
    show()
    page["start"].focus()


watch = Stopwatch()

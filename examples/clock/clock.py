"""The time here and in other places."""

import asyncio
import time
from datetime import datetime

from pagelet import page, window

CITIES = {
    "Los Angeles": "America/Los_Angeles",
    "New York": "America/New_York",
    "São Paulo": "America/Sao_Paulo",
    "London": "Europe/London",
    "Lagos": "Africa/Lagos",
    "Mumbai": "Asia/Kolkata",
    "Tokyo": "Asia/Tokyo",
    "Auckland": "Pacific/Auckland",
}


def draw_marks():
    """Draw a mark for each minute, a longer one for each hour."""
    for minute in range(60):
        inner_end = -78 if minute % 5 == 0 else -86
        turn = f"rotate({minute * 6})"
        page["marks"].append(page.create("line", y1=-90, y2=inner_end, transform=turn))


def city_formatter(zone):
    """Return the browser's own formatter for a time zone: it knows about summer time."""
    return window.Intl.DateTimeFormat.new(
        "en-GB", timeZone=zone, weekday="short", hour="2-digit", minute="2-digit"
    )


def show_here(now):
    turn = {
        "second": now.second * 6,
        "minute": now.minute * 6 + now.second / 10,
        "hour": now.hour % 12 * 30 + now.minute / 2,
    }
    for hand, degrees in turn.items():
        page[hand].attributes["transform"] = f"rotate({degrees})"
    page["time"].text = f"{now:%H:%M:%S}"
    page["date"].text = f"{now:%A}, {now.day} {now:%B %Y}"
    page["face"].attributes["aria-label"] = f"Clock face, {now:%H:%M}"


def show_elsewhere(now):
    milliseconds = now.timestamp() * 1000
    for city, formatter in formatters.items():
        places[city].text = formatter.format(milliseconds)


draw_marks()
formatters = {city: city_formatter(zone) for city, zone in CITIES.items()}
places = {city: page.create("dd") for city in CITIES}
for city, place in places.items():
    page["cities"].append(page.create("div", page.create("dt", city), place))

while True:
    now = datetime.now()
    show_here(now)
    show_elsewhere(now)
    # Sleep until the next second begins; meanwhile everything else on the page can run.
    await asyncio.sleep(1 - time.time() % 1)

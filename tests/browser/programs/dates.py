"""Dates, times, time zones by their offset, and a calendar."""

import calendar
from datetime import UTC, date, datetime, time, timedelta, timezone

landing = datetime(1969, 7, 20, 20, 17, 40, tzinfo=UTC)
print(landing.isoformat(), f"{landing:%A %d %B %Y, %H:%M}")
print(landing.timestamp(), landing.date(), landing.time(), landing.weekday())

tokyo = timezone(timedelta(hours=9), "JST")
new_york = timezone(timedelta(hours=-4), "EDT")
for zone in (tokyo, new_york):
    print(landing.astimezone(zone).strftime("%Y-%m-%d %H:%M %Z (%z)"))

first_flight = date(1903, 12, 17)
between = landing.date() - first_flight
print(between, "=", between.days // 365, "years, roughly")
print(first_flight + timedelta(weeks=100, days=3), first_flight.replace(year=2003))

read = datetime.strptime("29/02/2024 08:05", "%d/%m/%Y %H:%M")
print(repr(read), read.isocalendar())
print(datetime.fromisoformat("2024-05-17T12:30:00+02:00").astimezone(UTC))
print(time(23, 59) > time(8, 30), timedelta(minutes=135), timedelta(hours=1) / timedelta(minutes=7))

print(calendar.isleap(1900), calendar.isleap(2000), calendar.leapdays(2000, 2025))
print(calendar.month(2024, 2))
first_weekday, days = calendar.monthrange(2023, 10)
print(calendar.day_name[first_weekday], days)


def fridays_the_13th(year):
    return [
        date(year, month, 13).strftime("%b")
        for month in range(1, 13)
        if date(year, month, 13).weekday() == calendar.FRIDAY
    ]


for year in range(2024, 2028):
    print(year, ", ".join(fridays_the_13th(year)))

birthday = date(2000, 2, 29)
party = [
    day
    for year in range(2024, 2033)
    if calendar.isleap(year) and (day := birthday.replace(year=year))
]
print(*party)

try:
    date(2023, 2, 29)
except ValueError:
    print("2023 had no 29th of February")

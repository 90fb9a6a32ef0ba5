import datetime
from datetime import date, timedelta

def read_date(question):
    while True:
        text = input(question)
        try:
            return datetime.datetime.strptime(text, "%d/%m/%Y").date()
        except ValueError:
            print("Please write it like 24/12/2010.")

born = read_date("When were you born (dd/mm/yyyy)? ")
other = read_date("And which day do you want to know about? ")

days = (other - born).days
print(f"You were born on a {born:%A}, day {born:%j} of the year.")
print("On", other.strftime("%d %B %Y"), "you are", days, "days old,")
print("that is", round(days / 365.25, 1), "years or", days * 24, "hours.")

for n in (1000, 5000, 10000):
    print("Your day number", n, "is", born + timedelta(days=n))

def next_birthday(born, today):
    year = today.year
    while True:
        try:
            birthday = born.replace(year=year)
        except ValueError:          # 29 February
            birthday = date(year, 3, 1)
        if birthday >= today:
            return birthday
        year += 1

nb = next_birthday(born, other)
print("Next birthday:", nb.isoformat(), "in", (nb - other).days, "days")
print("ISO calendar:", tuple(born.isocalendar()))

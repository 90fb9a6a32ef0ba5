import csv
from statistics import mean

from plot import Bars
from pyscript import HTML, config, display, document, when
from pyscript.js_modules import palette

with open("data/rain.csv", newline="") as file:
    rows = [(row["month"], int(row["mm"])) for row in csv.DictReader(file)]


def draw():
    months = int(document.getElementById("months").value)
    shown = rows[:months]
    middle = mean(mm for _, mm in shown)
    display(Bars(shown, lambda mm: palette.pick(mm, middle)), target="chart", append=False)
    display(HTML(f"<b>{middle:.1f}</b> mm a month, {config['name']}"), target="chart")


@when("input", "#months")
def change(event):
    draw()


draw()

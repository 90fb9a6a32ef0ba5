"""Look into a CSV file: columns, sorted and filtered rows."""

import csv
import io
import math
import statistics
from collections import Counter
from functools import cached_property
from pathlib import Path

from pagelet import page, when

MOST_ROWS = 200  # More would make the page slow; a filter finds the others.
ARROWS = {"none": "", "ascending": " ▲", "descending": " ▼"}

names = []  # of the columns
rows = []
sorted_by = None  # the number of a column
downwards = False


class Row:
    """One row of the file: its cells, as many texts as there are columns."""

    def __init__(self, cells):
        self.cells = cells

    @cached_property
    def element(self):
        """The row on the page. It is made when it is first shown, and then kept."""
        cells = [page.create("td", cell, classes=looks_of(cell)) for cell in self.cells]
        return page.create("tr", cells)


def looks_of(cell):
    """Return the CSS classes of a cell: see style.css."""
    if as_number(cell) is not None:
        return ["number"]
    return ["long"] if len(cell) > 30 else []


def as_text(data):
    """Return the text of a file, whichever of the two usual encodings it has."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def delimiter_of(text):
    """Return what separates the columns: a comma, a semicolon, a tab or a bar."""
    first_line = text.partition("\n")[0]
    return max(",;\t|", key=first_line.count)


def load(text):
    """Read the text of a CSV file into `names` and `rows`."""
    if "\0" in text:
        raise ValueError("it is not a text file")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    lines = [line for line in reader if line]
    if len(lines) < 2:
        raise ValueError("it needs a line with the names of the columns and at least one row")
    width = max(len(line) for line in lines)
    padded = [line + [""] * (width - len(line)) for line in lines]
    rows[:] = [Row(cells) for cells in padded[1:]]
    names.clear()
    for number, name in enumerate(padded[0], start=1):
        names.append(name.strip() or f"Column {number}")


def as_number(text):
    """Return the number that `text` stands for, or None."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def texts_in(column):
    """Return what stands in a column, without the gaps."""
    return [row.cells[column].strip() for row in rows if row.cells[column].strip()]


def numbers_in(column):
    """Return the numbers in a column; an empty list if it holds anything else but gaps."""
    numbers = [as_number(text) for text in texts_in(column)]
    return [] if None in numbers else numbers


def facts_about(column):
    """Return what is worth knowing of a column, as pairs of a word and a value."""
    gaps = len(rows) - len(texts_in(column))
    numbers = numbers_in(column)
    if numbers:
        facts = [
            ("Lowest", f"{min(numbers):g}"),
            ("Mean", f"{statistics.fmean(numbers):.4g}"),
            ("Median", f"{statistics.median(numbers):g}"),
            ("Highest", f"{max(numbers):g}"),
        ]
    else:
        values = Counter(texts_in(column))
        facts = [("Different", f"{len(values)}")]
        if len(values) < len(rows):
            facts += [(value, f"{count}×") for value, count in values.most_common(3)]
    return facts + ([("Empty", f"{gaps}")] if gaps else [])


def sort_key(row):
    """Order numbers by size and, after them, texts by the alphabet."""
    text = row.cells[sorted_by]
    number = as_number(text)
    return (0, number, "") if number is not None else (1, 0, text.casefold())


def chosen_rows():
    """Return the rows that the filter leaves, in the order asked for."""
    wanted = page["filter"].value.casefold()
    found = [row for row in rows if any(wanted in cell.casefold() for cell in row.cells)]
    if sorted_by is None:
        return found
    filled = [row for row in found if row.cells[sorted_by].strip()]
    empty = [row for row in found if not row.cells[sorted_by].strip()]
    return sorted(filled, key=sort_key, reverse=downwards) + empty


def show_columns():
    page["columns"].clear()
    for column, name in enumerate(names):
        facts = page.create("dl")
        for word, value in facts_about(column):
            facts.append(page.create("div", page.create("dt", word), page.create("dd", value)))
        page["columns"].append(page.create("article", page.create("h3", name), facts))


def show_head():
    """Write the names of the columns, each a button that sorts."""
    row = page.create("tr")
    for column, name in enumerate(names):
        order = "none"
        if column == sorted_by:
            order = "descending" if downwards else "ascending"
        arrow = page.create("span", ARROWS[order], aria_hidden=True)
        button = page.create("button", name, arrow, type="button")
        button.on("click", lambda column=column: sort(column))
        looks = ["number"] if numbers_in(column) else []
        row.append(page.create("th", button, scope="col", aria_sort=order, classes=looks))
    page["head"].clear()
    page["head"].append(row)


@when("input", "#filter")
def show_rows():
    found = chosen_rows()
    elements = [row.element for row in found[:MOST_ROWS]]
    page["body"].clear()
    page["body"].append(elements)
    text = f"{len(found)} of {len(rows)} rows"
    if len(found) > MOST_ROWS:
        text += f"; the first {MOST_ROWS} are shown"
    page["count"].text = text


def sort(column):
    """Sort by a column; a second time the other way round."""
    global sorted_by, downwards
    downwards = column == sorted_by and not downwards
    sorted_by = column
    show_head()
    page.find("#head button")[column].focus()
    show_rows()


def show(name, data):
    """Show a file, or what is wrong with it."""
    global sorted_by
    try:
        load(as_text(data))
    except (ValueError, csv.Error) as error:
        page["problem"].text = f"{name} cannot be shown: {error}."
        return
    page["problem"].text = ""
    page["name"].text = name
    page["filter"].value = ""
    sorted_by = None
    show_columns()
    show_head()
    show_rows()


@when("change", "#file")
async def open_file():
    for file in page["file"].files:  # one, or none if the person changed their mind
        content = await file.arrayBuffer()
        show(file.name, content.to_bytes())


show("weather.csv", Path("weather.csv").read_bytes())

"""A unit converter that answers while you type."""

from pagelet import page, when

# For each quantity: how many of the first unit make one of each unit.
FACTORS = {
    "Length": {
        "metre": 1,
        "kilometre": 1000,
        "centimetre": 0.01,
        "millimetre": 0.001,
        "inch": 0.0254,
        "foot": 0.3048,
        "yard": 0.9144,
        "mile": 1609.344,
        "nautical mile": 1852,
    },
    "Mass": {
        "kilogram": 1,
        "gram": 0.001,
        "milligram": 0.000001,
        "tonne": 1000,
        "ounce": 0.028349523125,
        "pound": 0.45359237,
        "stone": 6.35029318,
    },
    "Volume": {
        "litre": 1,
        "millilitre": 0.001,
        "cubic metre": 1000,
        "teaspoon (metric)": 0.005,
        "cup (US)": 0.2365882365,
        "pint (imperial)": 0.56826125,
        "gallon (US)": 3.785411784,
    },
    "Speed": {
        "metre per second": 1,
        "kilometre per hour": 1 / 3.6,
        "mile per hour": 0.44704,
        "knot": 1852 / 3600,
    },
    "Time": {
        "second": 1,
        "minute": 60,
        "hour": 3600,
        "day": 86400,
        "week": 604800,
        "year (365 days)": 31536000,
    },
    "Data": {
        "byte": 1,
        "kilobyte": 1000,
        "megabyte": 1000**2,
        "gigabyte": 1000**3,
        "kibibyte": 1024,
        "mebibyte": 1024**2,
        "gibibyte": 1024**3,
    },
}

# Temperatures do not start at the same zero, so each needs a rule: to and from kelvin.
TO_KELVIN = {
    "degree Celsius": lambda t: t + 273.15,
    "degree Fahrenheit": lambda t: (t + 459.67) * 5 / 9,
    "kelvin": lambda t: t,
}
FROM_KELVIN = {
    "degree Celsius": lambda k: k - 273.15,
    "degree Fahrenheit": lambda k: k * 9 / 5 - 459.67,
    "kelvin": lambda k: k,
}

TEMPERATURE = "Temperature"


def convert(amount, quantity, start, target):
    """Return `amount` of the unit `start` in the unit `target`."""
    if quantity == TEMPERATURE:
        return FROM_KELVIN[target](TO_KELVIN[start](amount))
    factors = FACTORS[quantity]
    return amount * factors[start] / factors[target]


def nicely(number):
    """Return `number` as text with at most ten digits, as a person would write it."""
    number = float(f"{number:.10g}")
    if number != 0 and not 1e-6 <= abs(number) < 1e15:
        return f"{number:.6g}"
    return f"{number:,.10f}".rstrip("0").rstrip(".")


def units():
    """Return the names of the units to choose from."""
    quantity = page["quantity"].value
    return list(TO_KELVIN if quantity == TEMPERATURE else FACTORS[quantity])


def fill(select, names, chosen=0):
    """Offer `names` in a list and choose one of them."""
    select.clear()
    select.append(*[page.create("option", name) for name in names])
    select.value = names[chosen]


@when("change", "#quantity")
def offer_units():
    fill(page["from"], units())
    fill(page["to"], units(), chosen=1)
    show()


@when("click", "#swap")
def swap():
    start, target = page["from"], page["to"]
    start.value, target.value = target.value, start.value
    show()


@when("input", "#amount, #from, #to")
def show():
    """Show the answer, or what is wrong with the amount."""
    text = page["amount"].value.strip()
    try:
        amount = float(text.replace(",", "."))
    except ValueError:
        page["problem"].text = f"“{text}” is not a number." if text else "Type a number above."
        page["result"].text = ""
        page["table"].clear()
        return

    page["problem"].text = ""
    quantity, start, target = page["quantity"].value, page["from"].value, page["to"].value
    answer = convert(amount, quantity, start, target)
    page["result"].text = f"{nicely(amount)} {start} = {nicely(answer)} {target}"

    page["table"].clear()
    for unit in units():
        value = nicely(convert(amount, quantity, start, unit))
        row = page.create("tr", page.create("th", unit, scope="row"))
        row.append(page.create("td", value, classes=["number"]))
        page["table"].append(row)


@when("submit", "#converter", prevent_default=True)
def stay_here():
    """Do nothing: pressing Enter must not load the page again."""


fill(page["quantity"], [*FACTORS, TEMPERATURE])
offer_units()

"""Draws the Mandelbrot set with letters.

A point belongs to the set if z = z * z + point, done again and again, stays small. The longer it
stays small, the darker the letter.
"""

import shutil

LETTERS = " .:-=+*#%@"
MOST_STEPS = 60

# Not wider than the page: a phone has room for fewer letters.
columns = min(shutil.get_terminal_size().columns, 72)
rows = columns * 5 // 12


def steps_to_escape(point):
    """Return how often the step can be done before z grows beyond 2."""
    z = 0
    for step in range(MOST_STEPS):
        z = z * z + point
        if abs(z) > 2:
            return step
    return MOST_STEPS


for row in range(rows):
    y = 1.2 - 2.4 * row / (rows - 1)
    line = ""
    for column in range(columns):
        x = -2.1 + 2.8 * column / (columns - 1)
        steps = steps_to_escape(complex(x, y))
        line += LETTERS[-1] if steps == MOST_STEPS else LETTERS[min(steps // 2, len(LETTERS) - 2)]
    print(line.rstrip())

print()
print(f"The Mandelbrot set in {columns} columns and {rows} rows.")

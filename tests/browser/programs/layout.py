"""Text laid out for reading: textwrap, string.Template, pprint, reprlib, difflib."""

import difflib
import reprlib
import string
import textwrap
from pprint import pformat, pprint

doc = """The wrap function is just like fill except that it returns a list of strings instead
of one big string with newlines to separate the wrapped lines."""

print(textwrap.fill(doc, width=40))
print(textwrap.fill(doc, width=44, initial_indent="* ", subsequent_indent="  "))
print(textwrap.shorten(doc, width=40, placeholder=" ..."))
print(textwrap.indent("first\n\nsecond", "> "))
print(
    textwrap.dedent("""
        A poem
          by nobody
        of no length.
    """).strip()
)

letter = string.Template("Dear $name,\nyou owe us $$${amount}.")
print(letter.substitute(name="Grace", amount="12.50"))
print(letter.safe_substitute(name="Grace"))
try:
    letter.substitute(name="Grace")
except KeyError as error:
    print("missing:", error)
print(string.ascii_lowercase, string.digits, string.capwords("the old  man"))

nested = [[[["black", "cyan"], "white", ["green", "red"]], [["magenta", "yellow"], "blue"]]]
pprint(nested, width=30)
pprint({"zebra": 1, "ant": [1, 2, 3], "moose": {"a": (1,), "b": set()}})
print(pformat({"b": 1, "a": 2}, sort_dicts=False), reprlib.repr(list(range(100))))

before = ["Roses are red", "Violets are blue", "Sugar is sweet"]
after = ["Roses are red", "Violets are violet", "Sugar is sweet", "So are you"]
print("\n".join(difflib.unified_diff(before, after, "before", "after", lineterm="")))
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]))
print(f"{difflib.SequenceMatcher(None, 'private', 'pirate').ratio():.3f}")

rows = [("Name", "Born"), ("Ada Lovelace", "1815"), ("Grace Hopper", "1906")]
widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
for number, row in enumerate(rows):
    print(" │ ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))
    if number == 0:
        print("─┼─".join("─" * width for width in widths))

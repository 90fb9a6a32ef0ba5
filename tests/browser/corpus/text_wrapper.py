import textwrap

text = """Python is a programming language that lets you work quickly
and integrate systems more effectively. It was named after a comedy group,
which is why so many tutorials are full of spam and eggs."""

width = int(input("Width: "))
print(textwrap.fill(text, width))
print()
print(textwrap.fill(text, width, initial_indent="* ", subsequent_indent="  "))
print()
for line in textwrap.wrap(text, width):
    print("|" + line.center(width) + "|")
print()
print(textwrap.shorten(text, width))
print(textwrap.indent(textwrap.dedent("""
    def f():
        return 1
"""), "> "))

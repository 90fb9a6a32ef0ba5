"""Context managers: whatever happens in between, the end is taken care of."""

import io
from contextlib import ExitStack, closing, contextmanager, nullcontext, redirect_stdout, suppress


class Indenter:
    """Each `with` block prints one step further to the right."""

    def __init__(self):
        self.level = 0

    def __enter__(self):
        self.level += 1
        return self

    def __exit__(self, kind, error, traceback):
        self.level -= 1

    def print(self, text):
        print("    " * self.level + text)


with Indenter() as indent:
    indent.print("hi!")
    with indent:
        indent.print("hello")
        with indent:
            indent.print("bonjour")
    indent.print("hey")


@contextmanager
def tag(name):
    """Write an element's beginning and its end."""
    print(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as error:
        print(f"<!-- {error} -->")
    finally:
        print(f"</{name}>")


with tag("ul") as outer, tag("li") as inner:
    print("inside", outer, "and", inner)

with tag("p"):
    raise ValueError("something went wrong in here")

with suppress(KeyError, IndexError):
    print("before")
    [][0]
    print("never printed")

heard = io.StringIO()
with redirect_stdout(heard):
    print("This goes into a string.")
print("Heard:", heard.getvalue().strip())


class Door:
    def __init__(self, name):
        self.name = name

    def close(self):
        print("closing the", self.name)


with closing(Door("front door")) as door:
    print("through the", door.name)

with ExitStack() as stack:
    for name in ("first", "second", "third"):
        stack.callback(print, "leaving the", name, "room")
    print("three rooms entered")
    stack.enter_context(closing(Door("window")))

with nullcontext("nothing to clean up") as text:
    print(text)

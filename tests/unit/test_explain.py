"""Errors in plain words: each message, the spot it points at, and how it stands on the page."""

import json
import linecache
import sys
from pathlib import Path
from textwrap import dedent
from types import ModuleType, SimpleNamespace

import pytest

import pagelet
from pagelet import _memory
from pagelet._known_imports import DIFFERENT_NAMES, NOT_IN_A_BROWSER, package_for
from pagelet.errors import PageletError
from pagelet.explain import Report, explain, render

FILE = "main.py"


def fault_of(program: str) -> BaseException:
    """Compile and run `program` as a tag does, and return the error that ends it."""
    linecache.cache[FILE] = (len(program), None, program.splitlines(keepends=True), FILE)
    try:
        exec(compile(program, FILE, "exec"), {"__name__": "__main__", "__package__": ""})
    except BaseException as error:  # noqa: BLE001 - each kind of error is wanted here
        # The first step is this function's own.
        return error.with_traceback(error.__traceback__ and error.__traceback__.tb_next)
    raise AssertionError("The program has no fault.")


def report_on(program: str) -> Report:
    return explain(fault_of(program))


# The words for each kind of error

SYNTAX = [
    (
        "for name in names\n    print(name)",
        "A colon is missing here.",
        "Put ':' at the end of what begins the block (if, else, for, while, def, class, ...).",
        " ",
    ),
    (
        "print((1, 2)",
        "The bracket ( is opened here and never closed.",
        "Add the closing bracket; the marked one is where the pair begins.",
        "(",
    ),
    (
        "x = 1)",
        "The bracket ) closes nothing: no bracket is open here.",
        "Remove it, or add the opening bracket before it.",
        ")",
    ),
    (
        "x = [1, 2)",
        "The bracket [ is closed by ), which is of another kind.",
        "Close brackets in the order in which they were opened, each with its own kind.",
        ")",
    ),
    (
        "x = 'abc",
        "The text that begins here has no closing quote.",
        "Put the same quote at its end. If the text itself has such a quote in it, use the other "
        'kind around it: "it\'s".',
        "'",
    ),
    (
        'x = """abc',
        "The text that begins here with three quotes never ends.",
        "Put the same three quotes where the text ends.",
        '"',
    ),
    (
        "x = f'{a'\n",
        "A { in this f-string has no } that closes it.",
        "Add the }, or write {{ if the bracket itself should be shown.",
        None,
    ),
    (
        "x = f'{}'",
        "There is nothing between { and } in this f-string.",
        "Put the name of a value between them, as in f'{price}'.",
        None,
    ),
    (
        "x = f'}'",
        "A } in this f-string closes nothing.",
        "Add the { before it, or write }} if the bracket itself should be shown.",
        None,
    ),
    (
        "x = 'C:\\Users'",
        "Python takes a backslash in this text for the beginning of a special character.",
        "Double each backslash, or write r in front of the first quote: r'C:\\Users'.",
        None,
    ),
    (
        "if x:\nprint(x)",
        "The lines that belong to the 'if' statement on line 1 are not indented.",
        "Begin them with 4 spaces; if there is nothing to do yet, write 'pass'.",
        "print",
    ),
    (
        "x = 1\n  y = 2",
        "This line begins further right than the line before it, but no block begins here.",
        "Remove the spaces in front, or end the line above with ':' if a block was meant.",
        "  ",
    ),
    (
        "if 1:\n    x = 1\n  y = 2",
        "This line does not begin in the same column as any block above it.",
        "Give it exactly as many spaces as the line it belongs with.",
        "  ",
    ),
    (
        "if 1:\n\tx = 1\n        y = 2",
        "This line mixes tabs and spaces in front of the code.",
        "Use 4 spaces for each level, and no tabs, on all lines of the block.",
        "        ",
    ),
    (
        "print 'hi'",
        "'print' is a function: what it shall work with stands in brackets.",
        "Write print(...).",
        "print 'hi'",
    ),
    (
        "if x = 3:\n    pass",
        "A single = gives a value to a name; it cannot ask whether two values are equal.",
        "Write == to compare.",
        "x = 3",
    ),
    (
        "f() = 3",
        "What stands left of = cannot get a value (function call).",
        "Put a name on the left: name = value. Write == if you want to compare.",
        "f()",
    ),
    (
        "True = 3",
        "True is a fixed value of Python and cannot get another one.",
        "Choose another name; write == if you want to compare.",
        "True",
    ),
    (
        "del f()",
        "'del' cannot delete this (function call).",
        "It takes a name, an item or an attribute, such as del names[0].",
        "f()",
    ),
    (
        "a, b += 1, 2",
        "What stands on the left cannot be changed in this way.",
        "Put one name on the left.",
        "a, b",
    ),
    (
        "x = “hi”",
        "“ is not a quotation mark that Python knows.",
        "Type straight quotes, ' or \", instead; text from a web page or a word processor often "
        "brings curly ones.",
        "“",
    ),
    (
        "x = 3 × 4",
        "Python does not know the character × (multiplication sign).",
        "Type * instead.",
        "×",
    ),
    (
        "x = 3 €",
        "Python does not know the character € (euro sign) outside of text.",
        "Remove it, or put it between quotes if it is part of a text.",
        "€",
    ),
    (
        "x\u00a0= 3",
        "There is an invisible character here (no-break space) that Python does not take for a "
        "space.",
        "Delete it and type an ordinary space; it often comes with text copied from a web page.",
        "\u00a0",
    ),
    (
        "x = [1 2]",
        "Two values stand side by side with nothing between them.",
        "Put a comma between them, or the operator that was meant (+, *, ...).",
        "1 2",
    ),
    (
        "x = 1abc",
        "A number is followed directly by letters here, or a name begins with a digit.",
        "Names begin with a letter; put a space or an operator behind a number.",
        "1",
    ),
    (
        "x = 007",
        "A whole number cannot begin with 0.",
        "Remove the zeros in front; put the number in quotes if they belong to it, as in '007'.",
        "00",
    ),
    (
        "x = 3 \\ 4",
        "Something stands behind a backslash \\ that is not inside a text.",
        "Write / to divide; a backslash that continues a line must be its last character.",
        " ",
    ),
    (
        "return 3",
        "'return' can only stand inside a function.",
        "Indent it under its 'def', or use print to show a value.",
        "return 3",
    ),
    (
        "break",
        "'break' can only stand inside a loop.",
        "Indent it under its 'for' or 'while'.",
        "break",
    ),
    (
        "def f():\n    await x",
        "'await' can only stand in an async function.",
        "Write 'async def' instead of 'def' for the function around it.",
        "await x",
    ),
    (
        "def f():\n    x = 1\n    global x",
        "The name 'x' is used before the line that declares it global.",
        "Move the global line to the beginning of the function.",
        "global x",
    ),
    (
        "nonlocal x",
        "'nonlocal' can only stand in a function inside another function.",
        "Remove the line, or write 'global' inside a function.",
        "nonlocal x",
    ),
    (
        "f(a=1, 2)",
        "A value without a name comes after one with a name.",
        "Put values without names first: f(2, color='red').",
        ")",
    ),
    ("f(a=1, a=2)", "The argument 'a' is given twice.", "Keep one of the two.", "a=2"),
    (
        "def f(a=1, b):\n    pass",
        "A parameter without a default value comes after one that has it.",
        "Put parameters without default values first: def f(a, b=1).",
        "b",
    ),
    (
        "def f(a, a):\n    pass",
        "Two parameters of this function are called 'a'.",
        "Give one of them another name.",
        "a",
    ),
    (
        "f(x for x in y, 1)",
        "The 'for' inside this call needs brackets of its own.",
        "Write f((x for x in items), other).",
        "x for x in y",
    ),
    (
        "def f:\n    pass",
        "Brackets are missing after the function's name.",
        "Write them even when they are empty: def name():",
        ":",
    ),
    (
        "x = {1: 2, 3}",
        "A key of this dictionary has no value.",
        "Write {'key': value}, or leave out the key.",
        "3",
    ),
    (
        "try:\n    x = 1\n",
        "A 'try' block must be followed by 'except' or 'finally'.",
        "Add 'except' with the name of the error you expect, such as 'except ValueError:'.",
        " ",
    ),
    (
        "x = 1 if 2",
        "The 'if' inside this expression has no 'else' part.",
        "Write value if condition else other_value.",
        "1 if 2",
    ),
    (
        "if x:\n    pass\nelse if y:\n    pass",
        "Python has no 'else if'.",
        "Write 'elif' instead.",
        "if",
    ),
    ("x++", "Python has no '++'.", "Write x += 1 instead.", None),
    ("x = a && b", "Python has no '&&'.", "Write 'and' instead.", "&"),
    ("x = a || b", "Python has no '||'.", "Write 'or' instead.", "|"),
    (
        "x = !a",
        "Python has no '!' for 'not'.",
        "Write 'not' instead (but '!=' for 'is not equal').",
        "!",
    ),
    ("x = a => 3", "Python does not know the sign '=>'.", "Write '>=' instead.", ">"),
    (
        "function f(x):\n    pass",
        "A function begins with the word 'def' in Python.",
        "Write 'def' instead of 'function'.",
        "f",
    ),
    (
        "int x = 3",
        "A name is made in Python by giving it a value, without a word in front.",
        "Remove 'int': write x = ...",
        "x",
    ),
    (
        "class = 3",
        "'class' is a word of Python's own and cannot be a name.",
        "Choose another name, such as 'class_'.",
        "=",
    ),
    (
        "else:\n    pass",
        "This 'else' does not continue any block.",
        "It must begin in the same column as its 'if', 'for', 'while' or 'try', directly after "
        "that block.",
        "else",
    ),
    (
        "whille True:\n    pass",
        "Python does not understand 'whille' here.",
        "Did you mean 'while'?",
        "True",
    ),
    (
        "x = 5 6",
        "Python cannot read this line.",
        "Look at the marked spot and just before it: a bracket, comma, quote or operator may be "
        "missing, or one too many.",
        "6",
    ),
    (
        "from __future__ import swim",
        "Python cannot read this line: future feature swim is not defined.",
        "Look at the marked spot and just before it.",
        None,
    ),
]

NAMES = [
    (
        "prices = 3\nprint(price)",
        "There is nothing called 'price' here.",
        "Did you mean 'prices'? Capitals count.",
        "price",
    ),
    (
        "Print(3)",
        "There is nothing called 'Print' here.",
        "Did you mean 'print'? Capitals count.",
        "Print",
    ),
    (
        "x = qwertz + 1",
        "There is nothing called 'qwertz' here.",
        "Check the spelling, or give it a value (or import it) on a line above this one.",
        "qwertz",
    ),
    (
        "print(hello)",
        "There is nothing called 'hello' here.",
        "If it is meant as text, put it in quotes: 'hello'. If it is a name, give it a value "
        "first.",
        "hello",
    ),
    (
        "x = math.pi",
        "'math' is used here but was never imported.",
        "Add this line at the top: import math",
        "math",
    ),
    (
        "plt.plot([1])",
        "'plt' is used here but was never imported.",
        "Add this line at the top: import matplotlib.pyplot as plt",
        "plt",
    ),
    ("x = true", "Python knows no 'true'.", "Write True instead.", "true"),
    (
        "def f():\n    count += 1\nf()",
        "The function uses 'count' before giving it a value.",
        "Give 'count' a value earlier in the function. If the one outside the function is meant, "
        "write 'global count' as the function's first line, or pass it as an argument.",
        "count",
    ),
    (
        "def f():\n    def g(): return y\n    g()\n    y = 1\nf()",
        "'y' has no value yet when the inner function uses it.",
        "Give 'y' a value before the inner function is called.",
        "y",
    ),
]

NONE_HINT = (
    "Look where the value comes from: a function without 'return' gives None, and so do methods "
    "that change a list, such as sort and append."
)
COUNT_HINT = "Compare the call with the function's 'def' line; a method's own object counts as one."

TYPES = [
    (
        "x = 'age: ' + 3",
        "Text and a number (int) cannot be joined with +.",
        "Turn the value into text with str(...), or use an f-string: f'{text}{value}'.",
        "'age: ' + 3",
    ),
    (
        "age = '12'\nage = age + 1",
        "'age' holds text (str), so a number (int) cannot be added to it.",
        "Turn it into a number: int(age), or float(age). What input() returns is always text.",
        "age + 1",
    ),
    (
        "class Dog:\n    def __init__(name, age): pass\nDog('Rex', 3)",
        "Dog.__init__() gets its object as first value, but its first parameter is called 'name'.",
        "Write 'self' before it: def __init__(self, name, age):",
        "Dog('Rex', 3)",
    ),
    (
        "import os\nwith open(os.devnull, 'w') as file:\n    file.write(5)",
        "write() takes text, not a number (int).",
        "Turn the value into text with str(...), or use an f-string: f'{value}'.",
        "file.write(5)",
    ),
    (
        "x = 3 + 'a'",
        "A number (int) and text (str) cannot be added with +.",
        "Turn the text into a number with int(...) or float(...), or the number into text with "
        "str(...).",
        "3 + 'a'",
    ),
    (
        "x = [1] + 'a'",
        "+ cannot join a list and text (str).",
        "Both sides must be of the same kind; to add one item to a list, use append.",
        "[1] + 'a'",
    ),
    (
        "x = 'a' * 'b'",
        "Text or a list cannot be multiplied by text (str).",
        "Only a whole number can repeat it; turn text into a number with int(...) or float(...).",
        "'a' * 'b'",
    ),
    (
        "x = None - 1",
        "- does not work between None and a number (int).",
        "None means 'no value': look for a function without 'return', or a value that was never "
        "set.",
        "None - 1",
    ),
    (
        "x = '5' - 2",
        "- does not work between text (str) and a number (int).",
        "Convert one of them first, for example with int(...), float(...) or str(...).",
        "'5' - 2",
    ),
    (
        "x = '5' < 2",
        "Text (str) and a number (int) cannot be compared with <.",
        "Make both sides the same kind first; what input gives is text: use int(...) or "
        "float(...).",
        "'5' < 2",
    ),
    (
        "x = -'a'",
        "- does not work with text (str).",
        "It needs a number; turn text into one with int(...) or float(...).",
        "-'a'",
    ),
    (
        "def area(a, b): pass\narea(1)",
        "area() was called without a value for 'b'.",
        "Give one between the brackets of the call, or give the parameter a default value.",
        "area(1)",
    ),
    (
        "def area(a): pass\narea(1, 2, 3)",
        "The number of values does not fit area(): it takes 1 and got 3.",
        COUNT_HINT,
        "area(1, 2, 3)",
    ),
    (
        "def area(a, b=1): pass\narea(1, 2, 3)",
        "The number of values does not fit area(): it takes from 1 to 2 and got 3.",
        COUNT_HINT,
        "area(1, 2, 3)",
    ),
    (
        "class Dog:\n    def bark(): pass\nDog().bark()",
        "Dog.bark() gets its object as first argument but has no parameter for it.",
        "Write 'self' as the first parameter of the method.",
        "Dog().bark()",
    ),
    (
        "class Dog: pass\nDog(1)",
        "Dog() takes no values between its brackets.",
        "Leave the brackets empty; a class takes values once it has a method called __init__.",
        "Dog(1)",
    ),
    (
        "len([], [])",
        "The number of values does not fit len(): it takes exactly one and got 2.",
        "Count the values between the brackets of the call.",
        "len([], [])",
    ),
    (
        "int('1', 2, 3)",
        "The number of values does not fit int(): it takes at most 2 and got 3.",
        "Count the values between the brackets of the call.",
        "int('1', 2, 3)",
    ),
    (
        "def f(x): pass\nf(y=1)",
        "f() has no argument called 'y'.",
        "Check the spelling of the argument's name in the call.",
        "f(y=1)",
    ),
    (
        "print('a', color=1)",
        "print() has no argument called 'color'.",
        "Check the spelling of the argument's name in the call.",
        "print('a', color=1)",
    ),
    (
        "def f(x): pass\nf(1, x=1)",
        "f() was given two values for 'x'.",
        "One came by its place in the call, one by name: remove one of them.",
        "f(1, x=1)",
    ),
    (
        "def f(x, /): pass\nf(x=1)",
        "f() takes its values by their place only, without names.",
        "Leave out the 'name=' in the call.",
        "f(x=1)",
    ),
    (
        "f = None\nf()",
        "None was called like a function.",
        "The name before the brackets holds None: look where it got that value.",
        "f()",
    ),
    (
        "import random\nrandom()",
        "A module was called like a function.",
        "Write the function's name after it, as in random.randint(1, 6).",
        "random()",
    ),
    (
        "x = 5\nx(3)",
        "A number (int) was called like a function.",
        "If a list item was meant, use [ ]. If a function was meant, look whether its name was "
        "given to another value, and whether a * is missing before the bracket.",
        "x(3)",
    ),
    ("x = None\nx[0]", "None has no items, so [ ] cannot be used on it.", NONE_HINT, "x[0]"),
    (
        "def f(): pass\nf[0]",
        "A function has no items, so [ ] cannot be used on it.",
        "To call it, use round brackets ( ).",
        "f[0]",
    ),
    (
        "x = 5\nx[0]",
        "A number (int) has no items, so [ ] cannot be used on it.",
        "Check that the name before [ ] holds what you expect: print(type(...)) tells.",
        "x[0]",
    ),
    (
        "a, b = 5",
        "A number (int) cannot be spread over several names.",
        "The right side must have one value for each name on the left.",
        "a, b",
    ),
    ("list(None)", "None has no items to go through.", NONE_HINT, "list(None)"),
    (
        "list(5)",
        "A number (int) has no items to go through.",
        "To count, use range: for i in range(10).",
        "list(5)",
    ),
    (
        "list(print)",
        "A function has no items to go through.",
        "A loop needs a list, a text, a range or the like.",
        "list(print)",
    ),
    (
        "x = 5\n3 in x",
        "'in' cannot look inside a number (int).",
        "The right side of 'in' must be a list, a text, a dictionary or the like.",
        "3 in x",
    ),
    (
        "x = 'abc'\nx[0] = 'x'",
        "The items of text (str) cannot be changed.",
        "Make a new value instead, or use a list: items = list(...).",
        "x[0]",
    ),
    (
        "x = [1]\nx['a']",
        "The number of an item must be a whole number, not text (str).",
        "Use int(...) to make one. If you want to look up by a word, use a dictionary.",
        "x['a']",
    ),
    (
        "x = {}\nx[[]]",
        "A list can change, so it cannot be a key of a dictionary or an item of a set.",
        "Use a tuple instead: tuple(...).",
        "x[[]]",
    ),
    (
        "len(5)",
        "A number (int) has no length.",
        "len works with text, lists and the like; for the digits of a number use len(str(number)).",
        "len(5)",
    ),
    (
        "int(None)",
        "None cannot be turned into a number.",
        "Check the value between the brackets: print it on the line before.",
        "int(None)",
    ),
    (
        "range(2.5)",
        "A whole number is needed here, not a number (float).",
        "Turn it into one with int(...); // divides without a remainder.",
        "range(2.5)",
    ),
    (
        "', '.join([1])",
        "join can only join text, but item 0 is a number (int).",
        "Turn the items into text first: ', '.join(str(item) for item in items).",
        "', '.join([1])",
    ),
    (
        "x = '%d' % (1, 2)",
        "The text before % does not fit the values behind it.",
        "Give one value for each % sign, of the right kind; an f-string is easier: f'{name}'.",
        "'%d' % (1, 2)",
    ),
    (
        "import json\njson.dumps({1})",
        "JSON has no way to write a set.",
        "Turn it into text, a number, a list or a dictionary first.",
        "json.dumps({1})",
    ),
    (
        "async def f(): await 5\nf().send(None)",
        "There is nothing to wait for here: the value behind 'await' is not a task.",
        "Remove 'await', or call an async function behind it.",
        "await 5",
    ),
    (
        "with (5) as x: pass",
        "The value behind 'with' cannot be used there.",
        "'with' takes things that must be closed again, such as open('file.txt').",
        None,
    ),
    (
        "import abc\nclass A(abc.ABC):\n    @abc.abstractmethod\n    def m(self): pass\nA()",
        "A is only a plan: some of its methods are not written yet.",
        "Make a class from it that has all the methods named below.",
        "A()",
    ),
    (
        "raise 'x'",
        "'raise' works with errors only.",
        "Raise an error, as in raise ValueError('what is wrong').",
        "raise 'x'",
    ),
    (
        "x = ord('ab')",
        "Type error: ord() expected a character, but string of length 2 found.",
        "Look at the marked line; the full report below shows how the program got there.",
        "ord('ab')",
    ),
]

ATTRIBUTES = [
    (
        "x = None\nx.upper()",
        "There is no value here (None), so it has no 'upper'.",
        "Look where the value before '.upper' comes from: a function without 'return' gives None, "
        "and so does a search that finds nothing.",
        "x.upper",
    ),
    ("'a'.uppr()", "Text (str) has no 'uppr'.", "Did you mean 'upper'?", "'a'.uppr"),
    (
        "'a'.zzz",
        "Text (str) has no 'zzz'.",
        "Check the spelling, and that the value before the dot is what you expect: "
        "print(type(...)) tells.",
        "'a'.zzz",
    ),
    (
        "class Dog:\n    name = 1\nDog.naame",
        "The class Dog has no 'naame'.",
        "Did you mean 'name'?",
        "Dog.naame",
    ),
    (
        "class Dog: pass\nDog.legs",
        "The class Dog has no 'legs'.",
        "Check the spelling; what is set in __init__ belongs to the objects, not to the class.",
        "Dog.legs",
    ),
    (
        "class Dog: pass\nDog().legs",
        "An object of the class Dog has no 'legs'.",
        "Check the spelling, and that the value before the dot is what you expect: "
        "print(type(...)) tells.",
        "Dog().legs",
    ),
    (
        "import math\nmath.sqroot(4)",
        "The module 'math' has no 'sqroot'.",
        "Did you mean 'sqrt'?",
        "math.sqroot",
    ),
    (
        "import math\nmath.zzz",
        "The module 'math' has no 'zzz'.",
        "Check the spelling; dir(math) lists what it has.",
        "math.zzz",
    ),
    (
        "raise AttributeError(\"partially initialized module 'shop' has no attribute 'sell'\")",
        "The module 'shop' is not ready yet: it imports itself, or two files import each other.",
        "Check that none of your files is called 'shop.py'; otherwise move one import into the "
        "function that needs it.",
        None,
    ),
    (
        "class Dog:\n    @property\n    def age(self): return 1\nDog().age = 3",
        "'age' of Dog can be read but not changed.",
        "Change the value it is made from, or give the class a setter for it.",
        "Dog().age",
    ),
    (
        "class JsNull: pass\nJsNull().textContent",
        "The browser found nothing here (null), so there is no 'textContent'.",
        "Check the id or selector before '.textContent': is such an element on the page, and above "
        "the program?",
        "JsNull().textContent",
    ),
    (
        "raise AttributeError('getElementByID')",
        "The browser's object has no 'getElementByID'.",
        "Check the spelling; capitals count. If it comes from something that takes time, such as "
        "fetch, write 'await' before the call.",
        None,
    ),
]

LOOKUPS = [
    (
        "names = ['a', 'b']\nnames[2]",
        "There is no item 2 in names: it has 2 items.",
        "Counting starts at 0, so here 0 to 1 is possible.",
        "names[2]",
    ),
    (
        "word = 'a'\nword[1]",
        "There is no item 1 in word: it has 1 character.",
        "Counting starts at 0, so here 0 is possible.",
        "word[1]",
    ),
    (
        "names = []\nnames[0] = 'a'",
        "names is empty, so it has no items to take.",
        "Check first: if names:",
        "names[0]",
    ),
    (
        "rows = {'a': [1]}\ni = 4\nrows['a'][i]",
        "There is no item 4 in rows['a']: it has 1 item.",
        "Counting starts at 0, so here 0 is possible.",
        "rows['a'][i]",
    ),
    (
        "[1].pop(5)",
        "There is no item with this number.",
        "Counting starts at 0, so the last item has the number len(...) - 1. To add an item to a "
        "list, use append.",
        "[1].pop(5)",
    ),
    (
        "[].pop()",
        "There is nothing to take out: the list is empty.",
        "Check first: if items:",
        "[].pop()",
    ),
    (
        "import random\nrandom.choice([])",
        "There is nothing to choose from: the list is empty.",
        "Check first: if items:",
        "random.choice([])",
    ),
    (
        "'{} {}'.format(1)",
        "The text has more { } than there are values for format.",
        "Give one value for each pair of brackets.",
        "'{} {}'.format(1)",
    ),
    (
        "ages = {'Anna': 3}\nages['Ana']",
        "There is no key 'Ana' in ages.",
        "Did you mean 'Anna'?",
        "ages['Ana']",
    ),
    (
        "ages = {1: 3}\nkey = '1'\nages[key]",
        "There is no key '1' in ages.",
        "It has the number 1: leave out the quotes.",
        "ages[key]",
    ),
    (
        "ages = {'1': 3}\nages[1]",
        "There is no key 1 in ages.",
        "It has the text '1': add quotes.",
        "ages[1]",
    ),
    ("ages = {}\nages[1]", "There is no key 1 in ages.", "It is empty.", "ages[1]"),
    (
        "ages = dict.fromkeys(range(10))\nages['Bo']",
        "There is no key 'Bo' in ages.",
        "It has: 0, 1, 2, 3, 4, 5, 6, 7, ....",
        "ages['Bo']",
    ),
    (
        "{}.popitem()",
        "There is nothing to take out: it is empty.",
        "Check first: if items:",
        "{}.popitem()",
    ),
    (
        "{1}.remove(3)",
        "There is no key 3 here.",
        "Check its spelling and its kind (text or number). 'key in dictionary' asks whether there "
        "is one; dictionary.get(key) gives None if there is none.",
        "{1}.remove(3)",
    ),
]

DATE_HINT = "the form: %Y year, %m month, %d day, %H hour, %M minute."

VALUES = [
    (
        "int('abc')",
        "'abc' is not a whole number.",
        "int takes digits only. If a person typed it, ask again, or catch the ValueError.",
        "int('abc')",
    ),
    (
        "int('')",
        "An empty text cannot be turned into a whole number.",
        "Check that something was typed in before calling int.",
        "int('')",
    ),
    (
        "int('3.5')",
        "'3.5' is not a whole number.",
        "Use float('3.5') for numbers with a decimal point.",
        "int('3.5')",
    ),
    (
        "float('abc')",
        "'abc' is not a number.",
        "If a person typed it, ask again, or catch the ValueError.",
        "float('abc')",
    ),
    (
        "float('3,5')",
        "'3,5' is not a number: Python writes a decimal point, not a comma.",
        "Replace it first: text.replace(',', '.').",
        "float('3,5')",
    ),
    (
        "prices = {'a': 1}\nfor name, price in prices: pass",
        "Going through the dictionary 'prices' gives its keys alone, not keys and values.",
        "Write for name, price in prices.items():",
        None,
    ),
    (
        "a, b, c = 1, 2",
        "There are 3 names on the left but only 2 on the right.",
        "Give each name on the left exactly one value; a person may have typed too few.",
        "a, b, c",
    ),
    (
        "a, b = 1, 2, 3",
        "There are 2 names on the left but more values on the right.",
        "Add names, or write * before the last one to let it take the rest: first, *rest = ...",
        "a, b",
    ),
    (
        "[1].index(3)",
        "The value is not in the list.",
        "Check first: if value in items:",
        "[1].index(3)",
    ),
    (
        "'a'.index('b')",
        "The text that was looked for does not occur.",
        "Use find, which gives -1 then, or check first: if part in text:",
        "'a'.index('b')",
    ),
    (
        "max([])",
        "max has nothing to choose from: it got no values.",
        "Check first: if items:, or name a value for this case: max(items, default=0).",
        "max([])",
    ),
    (
        "import math\nmath.sqrt(-1)",
        "This calculation has no result for this number.",
        "Square roots need numbers from 0 up, logarithms need numbers above 0.",
        "math.sqrt(-1)",
    ),
    (
        "import random\nrandom.randint(5, 1)",
        "There is no number between the two limits.",
        "Put the smaller number first.",
        "random.randint(5, 1)",
    ),
    (
        "from datetime import datetime\ndatetime.strptime('x', '%Y')",
        "The date 'x' is not written in the form '%Y'.",
        f"Change the form to match: {DATE_HINT[10:]}",
        "datetime.strptime('x', '%Y')",
    ),
    (
        "from datetime import datetime\ndatetime.strptime('2020x', '%Y')",
        "The date has more in it than its form says: 'x' is left over.",
        f"Add the missing part to {DATE_HINT}",
        "datetime.strptime('2020x', '%Y')",
    ),
    (
        "import datetime\ndatetime.date(2020, 2, 31)",
        "There is no such date or time.",
        "Check the numbers of year, month and day, in this order.",
        "datetime.date(2020, 2, 31)",
    ),
    (
        "import datetime\ndatetime.date.fromisoformat('x')",
        "'x' is not a date in the form 2026-01-31.",
        "Write year, month and day with two digits each, or use datetime.strptime for other forms.",
        "datetime.date.fromisoformat('x')",
    ),
    (
        "import io\nfile = io.StringIO()\nfile.close()\nfile.write('a')",
        "The file is already closed.",
        "Do all reading and writing inside the 'with' block.",
        "file.write('a')",
    ),
    (
        "import json\njson.loads('{a}')",
        "The text is not valid JSON: line 1, column 2.",
        "There: Expecting property name enclosed in double quotes. JSON needs double quotes around "
        "texts and names, and no comma after the last item.",
        "json.loads('{a}')",
    ),
    (
        "import json\njson.loads('')",
        "There is no JSON to read: the text is empty.",
        "Check where the text comes from; the file or the answer may be empty.",
        "json.loads('')",
    ),
    (
        "b'\\xff'.decode()",
        "The bytes are not text in the encoding utf-8.",
        "If it is a text file, name its real encoding: open(name, encoding='latin-1'). If it is "
        "not text, open it with mode 'rb'.",
        "b'\\xff'.decode()",
    ),
    (
        "'é'.encode('ascii')",
        "The text has characters that the encoding ascii does not know.",
        "Use encoding='utf-8'.",
        "'é'.encode('ascii')",
    ),
    (
        "price = 3\nprice / 0",
        "A number was divided by zero.",
        "Check the number behind the / or % before dividing: if number != 0:",
        "price / 0",
    ),
    (
        "2.0 ** 10000",
        "The result is too large for a number with a decimal point (float).",
        "Work with whole numbers (int), which have no limit, or with smaller ones.",
        "2.0 ** 10000",
    ),
]

IMPORTS = [
    (
        "import cv2",
        "The package 'opencv-python', which brings the module 'cv2', is not installed in this "
        "page.",
        "Name it in the page's configuration: "
        '<py-config> packages = ["opencv-python"] </py-config>. Without a network, put its wheel '
        '(a .whl file) beside the page and name that: "./opencv-python-….whl".',
        "import cv2",
    ),
    (
        "import tkinter_missing._tkinter",
        "There is no module called 'tkinter_missing' in this page.",
        "If it is your own file tkinter_missing.py, name it in the page's configuration: "
        '<py-config> files = {"tkinter_missing.py" = ""} </py-config>. If it is a package: '
        'packages = ["tkinter_missing"].',
        "import tkinter_missing._tkinter",
    ),
    (
        "import winreg",
        "Python's module 'winreg' does not work in a browser.",
        "It exists on Windows only; leave this part out.",
        "import winreg",
    ),
    (
        "from machine import Pin",
        "Only MicroPython has the module 'machine'; this page runs CPython, the full Python.",
        "A page is no board with pins: use the page's elements, and the browser's own devices.",
        "from machine import Pin",
    ),
    (
        "import utime",
        "Only MicroPython has the module 'utime'; this page runs CPython, the full Python.",
        "Write import time.",
        "import utime",
    ),
    (
        "import colllections",
        "There is no module called 'colllections'.",
        "Did you mean 'collections'?",
        "import colllections",
    ),
    (
        "import json.reader",
        "'json' has no part called 'json.reader'.",
        "Check the spelling; to get one thing out of a module, write from json import ...",
        "import json.reader",
    ),
    (
        "from math import sqroot",
        "The module 'math' has no 'sqroot'.",
        "Did you mean 'sqrt'?",
        "from math import sqroot",
    ),
    (
        "from math import zzz",
        "The module 'math' has no 'zzz'.",
        "Check the spelling. If one of your own files is called 'math.py', give it another name.",
        "from math import zzz",
    ),
    (
        "from . import helper",
        "An import with a dot works only inside a package.",
        "Leave out the dot: import helper, or from helper import name.",
        "from . import helper",
    ),
    (
        "raise ImportError(\"cannot import name 'x' from partially initialized module 'shop'\")",
        "'shop' cannot be imported yet: it imports itself, or two files import each other.",
        "Check that none of your files is called 'shop.py'; otherwise move one import into the "
        "function that needs it.",
        None,
    ),
    (
        "raise ImportError('broken wheel')",
        "The import failed: broken wheel.",
        "Check that all packages that the program needs are in the page's configuration.",
        None,
    ),
]

DATABASE = (
    "import contextlib, sqlite3\n"
    "with contextlib.closing(sqlite3.connect(':memory:')) as base:\n    "
)
FILES = [
    (
        DATABASE + "base.execute('SELECT * FROM people')",
        "The database has no table 'people'.",
        "Check the spelling, and that CREATE TABLE IF NOT EXISTS people (...) ran before, on the "
        "same database file.",
        None,
    ),
    (
        DATABASE + "base.execute('SELECT name')",
        "The table has no column 'name'.",
        "Check the spelling. Texts in SQL stand in single quotes; values from the program are "
        "safer as ?: execute('... WHERE name = ?', (name,)).",
        None,
    ),
    (
        DATABASE + "base.execute('SELECT 1 FORM people')",
        "The database does not understand the SQL near 'people'.",
        "Look just before that word for a missing comma, bracket or keyword.",
        None,
    ),
    (
        "open('no-such-file.txt')",
        "There is no file or folder 'no-such-file.txt' here.",
        "Check the spelling. A page sees only the files that its configuration names: "
        '<py-config> files = {"data.csv" = ""} </py-config>.',
        "open('no-such-file.txt')",
    ),
    (
        "raise IsADirectoryError(21, 'Is a directory', '/tmp')",
        "'/tmp' is a folder, not a file.",
        "Add the name of the file in it.",
        None,
    ),
    (
        "raise NotADirectoryError(20, 'Not a directory', 'a/b')",
        "A part of the path 'a/b' is a file, not a folder.",
        "Check the path.",
        None,
    ),
    (
        "raise FileExistsError(17, 'File exists', 'a')",
        "'a' exists already.",
        "Choose another name; os.makedirs(name, exist_ok=True) makes a folder only if it is "
        "missing.",
        None,
    ),
    (
        "raise PermissionError(13, 'Permission denied', 'a')",
        "Python may not open or change 'a'.",
        "Use a file in the program's own folder.",
        None,
    ),
    (
        "raise PermissionError",
        "This is not allowed here.",
        "A page may only do what the browser permits.",
        None,
    ),
    (
        "class HTTPError(OSError): pass\nraise HTTPError('HTTP Error 404: Not Found')",
        "The server answered with error 404 (Not Found).",
        "Check the address; 404 means that there is nothing there, 403 that it is not for "
        "everybody.",
        None,
    ),
    (
        "class URLError(OSError): pass\nraise URLError('x')",
        "The address could not be reached.",
        "Check the address and the connection; another site must allow requests from pages (CORS).",
        None,
    ),
    (
        "raise TimeoutError",
        "It took too long, so Python stopped waiting.",
        "Check the connection and try again, or allow more time.",
        None,
    ),
    (
        "raise ConnectionResetError",
        "The connection failed or was cut.",
        "Check the address and try again.",
        None,
    ),
    (
        "raise OSError(138, 'emscripten does not support processes.')",
        "A page cannot start other programs.",
        "Use Python's own modules for the task, such as os, shutil and pathlib for files.",
        None,
    ),
    (
        "import os\ndef fork():\n    raise OSError(52, 'Function not implemented')\nfork()",
        "A page does not have this part of an operating system.",
        "Leave it out here, or do it with files: those are there, but no other programs, users or "
        "devices.",
        "raise OSError(52, 'Function not implemented')",
    ),
    (
        "raise OSError(52, 'Function not implemented')",
        "A page does not have this part of an operating system.",
        "Leave it out here, or do it with files: those are there, but no other programs, users or "
        "devices.",
        None,
    ),
    (
        "raise EOFError",
        "There is nothing more to read.",
        "The program asked for more input than there was.",
        None,
    ),
]

FLOW = [
    (
        "raise NotImplementedError('This Python build lacks multiprocessing.synchronize, ...')",
        "A page cannot start other processes.",
        "Use threads, which are called in the same way: ThreadPoolExecutor in place of "
        "ProcessPoolExecutor, threading.Thread in place of Process.",
        None,
    ),
    (
        "def f(): f()\nf()",
        "A function called itself too many times without an end.",
        "Make sure that each call comes nearer to a case that returns without another call.",
        "f()",
    ),
    (
        "raise MemoryError",
        "There is not enough memory for this.",
        f"Python has {_memory.limit_in_words()} here. Work with less data at a time; look for a "
        "list that grows without an end.",
        None,
    ),
    ("raise KeyboardInterrupt", "The program was stopped.", "Run it again when you like.", None),
    (
        "import asyncio\nraise asyncio.CancelledError",
        "The task was cancelled before it ended.",
        "Nothing to mend if that was intended; otherwise look for the call of cancel().",
        None,
    ),
    (
        "assert 1 == 2, 'they differ.'",
        "A check in the program failed: they differ.",
        "The condition behind 'assert' is not true here: print the values in it to see why.",
        "1 == 2",
    ),
    (
        "assert 1 == 2",
        "A check in the program failed.",
        "The condition behind 'assert' is not true here: print the values in it to see why.",
        "1 == 2",
    ),
    (
        "next(iter([]))",
        "There is no next item.",
        "Use a for loop, or name a value for this case: next(items, None).",
        "next(iter([]))",
    ),
    (
        "raise NotImplementedError",
        "This part of the program is not written yet.",
        "Write it, or call something else.",
        None,
    ),
    (
        "d = {1: 2}\nfor key in d: d[key + 1] = 3",
        "The dictionary was changed while a loop went through it.",
        "Go through a copy: for key in list(items):",
        None,
    ),
    (
        "raise RuntimeError('asyncio.run() cannot be called from a running event loop')",
        "The page already runs an event loop.",
        "Write 'await main()' instead of asyncio.run(main()).",
        None,
    ),
    (
        "class TooColdError(Exception): pass\nraise TooColdError('minus 40.')",
        "Too cold error: minus 40.",
        "Look at the marked line; the full report below shows how the program got there.",
        "raise TooColdError('minus 40.')",
    ),
    (
        "class HTTPTooSlow(Exception): pass\nraise HTTPTooSlow",
        "HTTP too slow.",
        "Look at the marked line; the full report below shows how the program got there.",
        "raise HTTPTooSlow",
    ),
]

BROWSER = [
    (
        "TypeError: Failed to fetch",
        "The address could not be reached: check it and the connection. A server on another site "
        "must allow requests from this page (CORS).",
    ),
    (
        "NotAllowedError: play() failed",
        "The browser does not allow this here; some things need a click first, a secure address "
        "(https) or the person's permission.",
    ),
    (
        "TypeError: Cannot read properties of null (reading 'x')",
        "Something that was looked for on the page is not there: check ids and selectors.",
    ),
    (
        "TypeError: Class constructor URL cannot be invoked without 'new'",
        "To make an object of the browser, write .new in Python: URL.new(address).",
    ),
    (
        "RangeError: Invalid array length",
        "Check the names and the arguments of the browser's function that was called.",
    ),
]


@pytest.mark.parametrize(
    ("program", "title", "hint", "marked"),
    [*SYNTAX, *NAMES, *TYPES, *ATTRIBUTES, *LOOKUPS, *VALUES, *IMPORTS, *FILES, *FLOW],
)
def test_each_error_has_its_words_and_its_spot(
    program: str, title: str, hint: str, marked: str | None
) -> None:
    report = report_on(program)
    assert report.excerpt is not None

    assert (report.title, report.hint) == (title, hint)
    # Where None: Python 3.11 and 3.14 differ in the spot, or it is the whole line.
    assert marked is None or report.excerpt.parts[1] == marked
    assert report.excerpt.file == FILE
    assert type(fault_of(program)).__name__ in report.detail


@pytest.mark.parametrize(("message", "hint"), BROWSER)
def test_errors_of_the_browser_are_passed_on_with_advice(message: str, hint: str) -> None:
    report = report_on(f"class JsException(Exception): pass\nraise JsException({message!r})")

    assert report.title == f"The browser reported: {message}."
    assert report.hint == hint


def test_pagelets_own_errors_speak_for_themselves() -> None:
    error = PageletError("No element matches '#sav'.", where="counter.py", hint="Try '#save'.")

    report = explain(error)

    assert (report.title, report.hint) == ("No element matches '#sav'.", "Try '#save'.")
    assert report.detail.splitlines() == [
        "pagelet.errors.PageletError: No element matches '#sav'.",
        "  where: counter.py",
        "  try:   Try '#save'.",
    ]


def test_a_file_of_the_users_that_hides_a_module_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hiding = ModuleType("random")
    hiding.__file__ = "/home/pyodide/random.py"
    monkeypatch.setitem(sys.modules, "random", hiding)

    attribute = report_on("import random\nrandom.randint(1, 6)")
    name = report_on("from random import randint")
    package = report_on("import random.dice")

    words = (
        "Your file 'random.py' hides Python's own module 'random'.",
        "Give your file another name.",
    )
    assert (attribute.title, attribute.hint) == words
    assert (name.title, name.hint) == words
    assert package.title == "Your file 'random.py' stands in the way of 'random.dice'."


def test_a_module_that_the_page_brings_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `turtle` does, which stands beside our package there."""
    own = ModuleType("turtle")
    own.__file__ = str(Path(pagelet.__file__).parents[1] / "turtle.pyc")
    monkeypatch.setattr(own, "forward", print, raising=False)
    monkeypatch.setitem(sys.modules, "turtle", own)

    report = report_on("import turtle\nturtle.forwrd(100)")

    assert report.title == "The module 'turtle' has no 'forwrd'."
    assert report.hint == "Did you mean 'forward'?"


def test_a_program_is_told_where_its_own_files_and_packages_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It has no tag and no <py-config>."""
    program = SimpleNamespace(has_started=lambda: True)
    monkeypatch.setitem(sys.modules, "pagelet.program", program)

    assert report_on("open('highscore.txt')").hint == (
        "Check the spelling, and that the file is beside the program: files that its code names in "
        "quotes come along. If the program is to write it first, let it do so before it reads."
    )
    error = ModuleNotFoundError("No module named 'pygame'", name="pygame")
    assert explain(error).hint == (
        "Say so with 'pagelet add pygame-ce'. Without a network, put its wheel (a .whl file) "
        "beside the program and name that in a file pagelet.toml there: "
        'packages = ["./pygame-ce-….whl"]'
    )


def test_a_file_with_nearly_the_name_is_offered() -> None:
    program = f"open({__file__[:-1]!r})"

    report = report_on(program)

    assert report.hint == "Did you mean 'test_explain.py'? Capitals count."


def test_an_attribute_of_the_browser_that_is_nearly_right_is_offered() -> None:
    document = type("HTMLDocument", (), {"getElementById": 1})()
    error = AttributeError("getElementByID", name="getElementByID", obj=document)

    report = explain(error)

    assert report.title == "The browser's object has no 'getElementByID'."
    assert report.hint == "Did you mean 'getElementById'? Capitals count."


def test_a_coroutine_that_was_not_awaited_is_named() -> None:
    error = AttributeError("'coroutine' object has no attribute 'text'")

    assert (
        explain(error).title == "The async function has not run yet, so its result has no 'text'."
    )
    assert explain(error).hint == "Write 'await' before the call, in brackets: (await f()).text."


def test_long_values_are_cut() -> None:
    report = report_on(f"int({'x' * 500!r})")

    # Python itself has cut it before, and the closing quote with it.
    assert report.title == f"'{'x' * 39}...{'x' * 40} is not a whole number."


def test_a_text_with_zero_bytes_is_explained() -> None:
    report = explain(SyntaxError("source code string cannot contain null bytes"))

    assert report.title == (
        "The program contains characters with the number zero; it may not be a text file."
    )
    assert report.hint == "Save it again from an editor with the encoding UTF-8."
    assert report.excerpt is None


# Where it happened

SHOP = dedent("""\
    import helper

    def total(prices):
        return helper.add_all(prices)

    total([1, 2])
    total([1, '2'])
    """)
HELPER = dedent("""\
    def add_all(numbers):
        result = 0
        for number in numbers:
            result += number
        return result
    """)


def shop_report() -> Report:
    helper = ModuleType("helper")
    linecache.cache["helper.py"] = (len(HELPER), None, HELPER.splitlines(True), "helper.py")
    exec(compile(HELPER, "helper.py", "exec"), helper.__dict__)
    sys.modules["helper"] = helper
    try:
        return report_on(SHOP)
    finally:
        del sys.modules["helper"]


def test_frames_lead_from_the_program_to_the_fault() -> None:
    report = shop_report()

    assert [place.name for place in report.frames] == [
        "main.py, line 7",
        "main.py, line 4, in total",
        "helper.py, line 4, in add_all",
    ]
    assert report.excerpt == report.frames[-1]
    assert report.excerpt.text().splitlines() == [
        "2 |     result = 0",
        "3 |     for number in numbers:",
        "4 |         result += number",
        "  |         ^^^^^^^^^^^^^^^^",
    ]


def test_the_report_as_text_has_everything() -> None:
    assert shop_report().text() == dedent("""\
        += does not work between a number (int) and text (str).
        Convert one of them first, for example with int(...), float(...) or str(...).

        helper.py, line 4, in add_all:
          2 |     result = 0
          3 |     for number in numbers:
          4 |         result += number
            |         ^^^^^^^^^^^^^^^^

        How the program got there:
          main.py, line 7: total([1, '2'])
          main.py, line 4, in total: return helper.add_all(prices)
          helper.py, line 4, in add_all: result += number

        TypeError: unsupported operand type(s) for +=: 'int' and 'str'""")


def test_library_frames_are_left_out() -> None:
    report = report_on("import json\ndef read(): return json.loads('{')\nread()")

    assert [place.name for place in report.frames] == [
        "main.py, line 3",
        "main.py, line 2, in read",
    ]
    assert "json/decoder" in report.full.replace("\\", "/")


def test_without_a_user_frame_the_innermost_is_kept() -> None:
    try:
        json.loads("{")
    except ValueError as error:
        trace = error.__traceback__
        report = explain(error.with_traceback(trace and trace.tb_next))
    else:
        raise AssertionError("JSON has no such text.")

    assert [place.function for place in report.frames] == ["JSONDecoder.raw_decode"]


def test_a_syntax_error_in_an_imported_file_shows_that_file() -> None:
    error = fault_of("compile('x = = 1', 'helper.py', 'exec')")

    report = explain(error, sources={"helper.py": "x = = 1\n"})

    assert [place.name for place in report.frames] == ["main.py, line 1", "helper.py, line 1"]
    assert report.excerpt is not None
    assert report.excerpt.text() == "1 | x = = 1\n  |     ^"


def test_given_sources_are_used_for_the_excerpt() -> None:
    error = fault_of("a = 1\n1 / 0")
    linecache.cache.pop(FILE)

    report = explain(error, sources={FILE: "a = 1\r\n1 / 0"})

    assert report.excerpt is not None
    assert report.excerpt.text() == "1 | a = 1\n2 | 1 / 0\n  | ^^^^^"


def test_code_without_text_shows_the_line_that_ran_it() -> None:
    report = report_on("exec('1 / 0')")

    assert report.excerpt is not None
    assert report.excerpt.text() == "1 | exec('1 / 0')\n  | ^^^^^^^^^^^^^"
    assert [place.file for place in report.frames] == [FILE, "<string>"]


@pytest.mark.parametrize(
    ("line", "carets"),
    [
        ("x = 'äöü' + qwertz", "            ^^^^^^"),
        ("x = '日本' + qwertz", "             ^^^^^^"),
        ("x = 'e\u0301' + qwertz", "          ^^^^^^"),
        ("if 1:\tx = qwertz", "     \t    ^^^^^^"),
        ("日本 + 1", "^^^^"),
    ],
)
def test_carets_stand_under_the_spot(line: str, carets: str) -> None:
    report = report_on(line)
    assert report.excerpt is not None

    assert report.excerpt.carets == carets
    assert report.excerpt.parts[1] in ("qwertz", "日本")


def test_a_spot_of_several_lines_is_marked_to_the_end_of_its_first() -> None:
    report = report_on("x = int(\n    'a'\n)")
    assert report.excerpt is not None

    assert report.excerpt.text() == "1 | x = int(\n  |     ^^^^"


def test_only_steps_at_both_ends_of_an_endless_recursion_are_shown() -> None:
    report = report_on("def f(n):\n    return f(n + 1)\nf(0)")

    steps = report.text().partition("How the program got there:\n")[2].splitlines()[:11]

    assert steps[0] == "  main.py, line 3: f(0)"
    assert steps[3] == f"  ... {len(report.frames) - 10} more steps ..."
    assert steps[10] == "  main.py, line 2, in f: return f(n + 1)"


def test_notes_and_causes_are_kept() -> None:
    report = report_on(
        "try:\n    1 / 0\nexcept ZeroDivisionError as error:\n"
        "    late = ValueError('late')\n    late.add_note('while counting')\n"
        "    raise late from error"
    )

    assert report.detail == "ValueError: late\nwhile counting"
    assert "ZeroDivisionError: " in report.full
    assert "direct cause" in report.full


def test_a_group_is_explained_by_its_first_error() -> None:
    group = fault_of(
        "errors = []\n"
        "for text in 'a', 'b':\n"
        "    try: int(text)\n"
        "    except ValueError as error: errors.append(error)\n"
        "raise ExceptionGroup('two', [ExceptionGroup('one', errors[:1]), *errors[1:]])"
    )

    report = explain(group)

    assert report.title == "2 errors happened together; the first one: 'a' is not a whole number."
    assert report.excerpt is not None
    assert report.excerpt.parts[1] == "int(text)"
    assert "invalid literal for int() with base 10: 'b'" in report.full


def test_a_faulty_error_is_explained_all_the_same() -> None:
    program = (
        "class Odd(Exception):\n    def __str__(self): raise ValueError\n"
        "class Dict(dict):\n    def __iter__(self): raise ValueError\n"
    )

    assert report_on(program + "raise Odd").title == "Odd."
    assert report_on(program + "d = Dict()\nd['a']").title == "There is no key 'a' here."


def test_an_error_that_was_never_raised_has_no_place() -> None:
    report = explain(ValueError("x"))

    assert report.excerpt is None
    assert report.frames == ()
    assert report.text() == (
        "Value error: x.\n"
        "Look at the marked line; the full report below shows how the program got there.\n\n"
        "ValueError: x"
    )


# On the page


def test_the_error_on_the_page_is_an_alert_with_the_spot_marked() -> None:
    node = render(report_on("name = '<b>'\nname + 1"))

    assert node.className == "pagelet-error py-error"
    assert node.getAttribute("role") == "alert"
    heading = node.querySelector(".pagelet-error-title")
    assert heading.getAttribute("role") == "heading"
    assert heading.textContent == "Text and a number (int) cannot be joined with +."
    assert node.querySelector(".pagelet-error-place").textContent == "main.py, line 2"
    code = node.querySelector(".pagelet-error-code")
    assert code.textContent == "1 | name = '<b>'\n2 | name + 1\n  | ^^^^^^^^"
    assert [mark.textContent for mark in code.querySelectorAll("mark")] == ["name + 1"]
    assert code.querySelector(".pagelet-error-carets").getAttribute("aria-hidden") == "true"
    assert not node.querySelector("ol")


def test_everything_on_the_page_is_text() -> None:
    node = render(report_on("int('<img src=x onerror=alert(1)>')"))

    assert not node.querySelector("img")
    assert "<img src=x onerror=alert(1)>" in node.textContent


def test_the_way_and_the_full_report_can_be_opened() -> None:
    node = render(shop_report())

    steps = [step.textContent for step in node.querySelectorAll("li")]
    assert steps == [
        "main.py, line 7: total([1, '2'])",
        "main.py, line 4, in total: return helper.add_all(prices)",
        "helper.py, line 4, in add_all: result += number",
    ]
    details = node.querySelector("details")
    assert not details.hasAttribute("open")
    assert details.querySelector("pre").textContent.startswith("Traceback (most recent call last)")


def test_an_endless_recursion_does_not_flood_the_page() -> None:
    report = report_on("def f(n):\n    return f(n + 1)\nf(0)")

    steps = render(report).querySelectorAll("li")

    assert len(steps) == 11
    assert steps[3].textContent == f"... {len(report.frames) - 10} more steps ..."


# Packages


def test_packages_are_found_by_the_name_that_is_imported() -> None:
    assert package_for("PIL") == "pillow"
    assert package_for("numpy") == "numpy"
    assert package_for("pyodide_http") == "pyodide-http"
    assert package_for("mine") is None


def test_no_module_is_both_installable_and_impossible() -> None:
    assert not DIFFERENT_NAMES.keys() & NOT_IN_A_BROWSER.keys()


def test_errors_in_async_functions_are_explained_like_others() -> None:
    error = fault_of("async def main(): int('x')\nmain().send(None)")

    assert explain(error).title == "'x' is not a whole number."

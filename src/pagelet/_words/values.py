"""Words for names, values and calls that do not fit together."""

import json

from pagelet import _clues as clues
from pagelet import _mistakes as mistakes
from pagelet._words.row import Row

NAMES: tuple[Row, ...] = (
    Row(
        UnboundLocalError,
        r"variable '(?P<name>\w+)'",
        "The function uses '{name}' before giving it a value.",
        "Give '{name}' a value earlier in the function. If the one outside the function is meant, "
        "write 'global {name}' as the function's first line, or pass it as an argument.",
    ),
    Row(
        NameError,
        r"free variable '(?P<name>\w+)'",
        "'{name}' has no value yet when the inner function uses it.",
        "Give '{name}' a value before the inner function is called.",
    ),
    Row(
        NameError,
        r"name '(?P<name>\w+)'",
        "Python knows no '{name}'.",
        "Write {near} instead.",
        clues.name_elsewhere,
    ),
    Row(
        NameError,
        r"name '(?P<name>\w+)'",
        "'{name}' is used here but was never imported.",
        "Add this line at the top: {statement}",
        clues.missing_import,
    ),
    Row(
        NameError,
        r"name '(?P<name>\w+)'",
        "There is nothing called '{name}' here.",
        "Did you mean '{near}'? Capitals count.",
        clues.near_name,
    ),
    Row(
        NameError,
        r"name '(?P<name>\w+)'",
        "There is nothing called '{name}' here.",
        "If it is meant as text, put it in quotes: '{name}'. If it is a name, give it a value "
        "first.",
        clues.missing_quotes,
    ),
    Row(
        NameError,
        r"name '(?P<name>\w+)'",
        "There is nothing called '{name}' here.",
        "Check the spelling, or give it a value (or import it) on a line above this one.",
    ),
)

TYPES: tuple[Row, ...] = (
    # Operators
    Row(
        TypeError,
        r'can only concatenate str \(not "(?P<type1>int|float)"\) to str',
        "'{name}' holds text (str), so {type1} cannot be added to it.",
        "Turn it into a number: int({name}), or float({name}). What input() returns is always "
        "text.",
        mistakes.number_in_text,
    ),
    Row(
        TypeError,
        r'can only concatenate str \(not "(?P<type1>.+)"\) to str',
        "Text and {type1} cannot be joined with +.",
        "Turn the value into text with str(...), or use an f-string: f'{text}{value}'.",
    ),
    Row(
        TypeError,
        r"unsupported operand type\(s\) for \+: '(?P<type1>int|float)' and 'str'",
        "{type1} and text (str) cannot be added with +.",
        "Turn the text into a number with int(...) or float(...), or the number into text with "
        "str(...).",
    ),
    Row(
        TypeError,
        r"can only concatenate (?P<type1>\w+) \(not \"(?P<type2>.+)\"\) to \w+",
        "+ cannot join {type1} and {type2}.",
        "Both sides must be of the same kind; to add one item to a list, use append.",
    ),
    Row(
        TypeError,
        r"can't multiply sequence by non-int of type '(?P<type1>.+)'",
        "Text or a list cannot be multiplied by {type1}.",
        "Only a whole number can repeat it; turn text into a number with int(...) or float(...).",
    ),
    Row(
        TypeError,
        r"unsupported operand type\(s\) for (?P<sign>.+): '(?P<type1>.+)' and '(?P<type2>.+)'",
        "{sign} does not work between {type1} and {type2}.",
        "None means 'no value': look for a function without 'return', or a value that was "
        "never set.",
        clues.message_has(r"'NoneType'"),
    ),
    Row(
        TypeError,
        r"unsupported operand type\(s\) for (?P<sign>.+): '(?P<type1>.+)' and '(?P<type2>.+)'",
        "{sign} does not work between {type1} and {type2}.",
        "Convert one of them first, for example with int(...), float(...) or str(...).",
    ),
    Row(
        TypeError,
        r"'(?P<sign>.+)' not supported between instances of '(?P<type1>.+)' and '(?P<type2>.+)'",
        "{type1} and {type2} cannot be compared with {sign}.",
        "Make both sides the same kind first; what input gives is text: use int(...) or "
        "float(...).",
    ),
    Row(
        TypeError,
        r"bad operand type for (?:unary )?(?P<sign>.+): '(?P<type1>.+)'",
        "{sign} does not work with {type1}.",
        "It needs a number; turn text into one with int(...) or float(...).",
    ),
    # Calls
    Row(
        TypeError,
        r"(?P<function>[\w.<>]+)\(\) missing \d+ required (?:positional|keyword-only) "
        r"argument(?P<many>s?): (?P<names>.+)",
        "{function}() was called without a value for {names}.",
        "Give one between the brackets of the call, or give the parameter a default value.",
    ),
    Row(
        TypeError,
        r"(?P<function>[\w.<>]+)\(\) takes 0 positional arguments but 1 was given",
        "{function}() gets its object as first argument but has no parameter for it.",
        "Write 'self' as the first parameter of the method.",
        clues.message_has(r"(?<!<locals>)\.\w+\(\) takes 0"),
    ),
    Row(
        TypeError,
        r"(?P<function>[\w.<>]+)\(\) takes \d+ positional arguments? but (?P<given>\d+)",
        "{function}() gets its object as first value, but its first parameter is called '{first}'.",
        "Write 'self' before it: def {method}(self, {parameters}):",
        mistakes.method_without_self,
    ),
    Row(
        TypeError,
        r"(?P<function>[\w.<>]+)\(\) takes (?P<takes>(?:from )?\d.*?) positional arguments? but "
        r"(?P<given>\d+)",
        "The number of values does not fit {function}(): it takes {takes} and got {given}.",
        "Compare the call with the function's 'def' line; a method's own object counts as one.",
    ),
    Row(
        TypeError,
        r"(?P<function>[\w.<>]+)\(\) takes (?:no arguments|no positional arguments)",
        "{function}() takes no values between its brackets.",
        "Leave the brackets empty; a class takes values once it has a method called __init__.",
    ),
    Row(
        TypeError,
        r"(?P<function>[\w.<>]+?)(?:\(\))? (?:takes|expected) (?P<takes>(?:exactly|at most|at "
        r"least) \w+) (?:positional )?arguments?,? (?:\(|got )(?P<given>\d+)",
        "The number of values does not fit {function}(): it takes {takes} and got {given}.",
        "Count the values between the brackets of the call.",
    ),
    Row(
        TypeError,
        r"(?P<function>[\w.<>]+)\(\) got an unexpected keyword argument '(?P<name>\w+)'",
        "{function}() has no argument called '{name}'.",
        "Check the spelling of the argument's name in the call.",
    ),
    Row(
        TypeError,
        r"'(?P<name>\w+)' is an invalid keyword argument for (?P<function>\w+)\(\)",
        "{function}() has no argument called '{name}'.",
        "Check the spelling of the argument's name in the call.",
    ),
    Row(
        TypeError,
        r"(?P<function>[\w.<>]+)\(\) got multiple values for argument '(?P<name>\w+)'",
        "{function}() was given two values for '{name}'.",
        "One came by its place in the call, one by name: remove one of them.",
    ),
    Row(
        TypeError,
        r"(?P<function>[\w.<>]+)\(\) got some positional-only arguments passed as keyword "
        r"arguments",
        "{function}() takes its values by their place only, without names.",
        "Leave out the 'name=' in the call.",
    ),
    Row(
        TypeError,
        r"'NoneType' object is not callable",
        "None was called like a function.",
        "The name before the brackets holds None: look where it got that value.",
    ),
    Row(
        TypeError,
        r"'module' object is not callable",
        "A module was called like a function.",
        "Write the function's name after it, as in random.randint(1, 6).",
    ),
    Row(
        TypeError,
        r"'(?P<type1>\w+)' object is not callable",
        "{type1} was called like a function.",
        "If a list item was meant, use [ ]. If a function was meant, look whether its name was "
        "given to another value, and whether a * is missing before the bracket.",
    ),
    # None and brackets
    Row(
        TypeError,
        r"'NoneType' object is not subscriptable",
        "None has no items, so [ ] cannot be used on it.",
        "Look where the value comes from: a function without 'return' gives None, and so do "
        "methods that change a list, such as sort and append.",
    ),
    Row(
        TypeError,
        r"'(?P<type1>function|builtin_function_or_method|method)' object is not subscriptable",
        "{type1} has no items, so [ ] cannot be used on it.",
        "To call it, use round brackets ( ).",
    ),
    Row(
        TypeError,
        r"'(?P<type1>.+)' object is not subscriptable",
        "{type1} has no items, so [ ] cannot be used on it.",
        "Check that the name before [ ] holds what you expect: print(type(...)) tells.",
    ),
    Row(
        TypeError,
        r"cannot unpack non-iterable (?P<type1>\w+) object",
        "{type1} cannot be spread over several names.",
        "The right side must have one value for each name on the left.",
    ),
    Row(
        TypeError,
        r"'NoneType' object is not iterable",
        "None has no items to go through.",
        "Look where the value comes from: a function without 'return' gives None, and so do "
        "methods that change a list, such as sort and append.",
    ),
    Row(
        TypeError,
        r"'(?P<type1>int|float)' object is not iterable",
        "{type1} has no items to go through.",
        "To count, use range: for i in range(10).",
    ),
    Row(
        TypeError,
        r"'(?P<type1>.+)' object is not iterable",
        "{type1} has no items to go through.",
        "A loop needs a list, a text, a range or the like.",
    ),
    Row(
        TypeError,
        r"argument of type '(?P<type1>.+)' is not (?:a container or )?iterable",
        "'in' cannot look inside {type1}.",
        "The right side of 'in' must be a list, a text, a dictionary or the like.",
    ),
    Row(
        TypeError,
        r"'(?P<type1>.+)' object does not support item (?P<what>assignment|deletion)",
        "The items of {type1} cannot be changed.",
        "Make a new value instead, or use a list: items = list(...).",
    ),
    Row(
        TypeError,
        r"(?P<kind>list|tuple|string|str) ind(?:ices|ex) must be integers?(?: or slices)?, "
        r"not '?(?P<type1>\w+)",
        "The number of an item must be a whole number, not {type1}.",
        "Use int(...) to make one. If you want to look up by a word, use a dictionary.",
    ),
    Row(
        TypeError,
        r"unhashable type: '(?P<type1>\w+)'",
        "{type1} can change, so it cannot be a key of a dictionary or an item of a set.",
        "Use a tuple instead: tuple(...).",
    ),
    Row(
        TypeError,
        r"object of type '(?P<type1>.+)' has no len\(\)",
        "{type1} has no length.",
        "len works with text, lists and the like; for the digits of a number use len(str(number)).",
    ),
    Row(
        TypeError,
        r"(?:int|float)\(\) argument must be .*not '(?P<type1>\w+)'",
        "{type1} cannot be turned into a number.",
        "Check the value between the brackets: print it on the line before.",
    ),
    Row(
        TypeError,
        r"'(?P<type1>\w+)' object cannot be interpreted as an integer",
        "A whole number is needed here, not {type1}.",
        "Turn it into one with int(...); // divides without a remainder.",
    ),
    Row(
        TypeError,
        r"sequence item (?P<index>\d+): expected str instance, (?P<type1>\w+) found",
        "join can only join text, but item {index} is {type1}.",
        "Turn the items into text first: ', '.join(str(item) for item in items).",
    ),
    Row(
        TypeError,
        r"not all arguments converted|not enough arguments for format|format: a .* is required",
        "The text before % does not fit the values behind it.",
        "Give one value for each % sign, of the right kind; an f-string is easier: f'{name}'.",
    ),
    Row(
        TypeError,
        r"write\(\) argument must be str, not (?P<type1>\w+)",
        "write() takes text, not {type1}.",
        "Turn the value into text with str(...), or use an f-string: f'{value}'.",
    ),
    Row(
        TypeError,
        r"Object of type (?P<type1>\w+) is not JSON serializable",
        "JSON has no way to write {type1}.",
        "Turn it into text, a number, a list or a dictionary first.",
    ),
    Row(
        TypeError,
        r"can't be used in 'await' expression|object can't be awaited",
        "There is nothing to wait for here: the value behind 'await' is not a task.",
        "Remove 'await', or call an async function behind it.",
    ),
    Row(
        TypeError,
        r"does not support the (?:asynchronous )?context manager protocol",
        "The value behind 'with' cannot be used there.",
        "'with' takes things that must be closed again, such as open('file.txt').",
    ),
    Row(
        TypeError,
        r"Can't instantiate abstract class (?P<name>\w+)",
        "{name} is only a plan: some of its methods are not written yet.",
        "Make a class from it that has all the methods named below.",
    ),
    Row(
        TypeError,
        r"exceptions must derive from BaseException",
        "'raise' works with errors only.",
        "Raise an error, as in raise ValueError('what is wrong').",
    ),
)

ATTRIBUTES: tuple[Row, ...] = (
    Row(
        AttributeError,
        r"partially initialized module '(?P<module>[\w.]+)' has no attribute '(?P<name>\w+)'",
        "The module '{module}' is not ready yet: it imports itself, or two files import each "
        "other.",
        "Check that none of your files is called '{module}.py'; otherwise move one import into the "
        "function that needs it.",
    ),
    Row(
        AttributeError,
        r"has no attribute '(?P<name>\w+)'",
        "Your file '{file}' hides Python's own module '{module}'.",
        "Give your file another name.",
        clues.shadowed_module,
    ),
    Row(
        AttributeError,
        r"module '(?P<module>[\w.]+)' has no attribute '(?P<name>\w+)'",
        "The module '{module}' has no '{name}'.",
        "Did you mean '{near}'?",
        clues.near_attribute,
    ),
    Row(
        AttributeError,
        r"module '(?P<module>[\w.]+)' has no attribute '(?P<name>\w+)'",
        "The module '{module}' has no '{name}'.",
        "Check the spelling; dir({module}) lists what it has.",
    ),
    Row(
        AttributeError,
        r"'NoneType' object has no attribute '(?P<name>\w+)'",
        "There is no value here (None), so it has no '{name}'.",
        "Look where the value before '.{name}' comes from: a function without 'return' gives None, "
        "and so does a search that finds nothing.",
    ),
    Row(
        AttributeError,
        r"'JsNull' object has no attribute '(?P<name>\w+)'",
        "The browser found nothing here (null), so there is no '{name}'.",
        "Check the id or selector before '.{name}': is such an element on the page, and above the "
        "program?",
    ),
    Row(
        AttributeError,
        r"^(?P<name>[A-Za-z_$][\w$]*)$",
        "The browser's object has no '{name}'.",
        "Did you mean '{near}'? Capitals count.",
        clues.near_attribute,
    ),
    Row(
        AttributeError,
        r"^(?P<name>[A-Za-z_$][\w$]*)$",
        "The browser's object has no '{name}'.",
        "Check the spelling; capitals count. If it comes from something that takes time, such as "
        "fetch, write 'await' before the call.",
    ),
    Row(
        AttributeError,
        r"'coroutine' object has no attribute '(?P<name>\w+)'",
        "The async function has not run yet, so its result has no '{name}'.",
        "Write 'await' before the call, in brackets: (await f()).{name}.",
    ),
    Row(
        AttributeError,
        r"(?:property|attribute) '(?P<name>\w+)' of '(?P<owner>.+)' objects? (?:has no "
        r"setter|is not)",
        "'{name}' of {owner} can be read but not changed.",
        "Change the value it is made from, or give the class a setter for it.",
    ),
    Row(
        AttributeError,
        r"'(?P<type1>.+)' object has no attribute '(?P<name>\w+)'",
        "{type1} has no '{name}'.",
        "Did you mean '{near}'?",
        clues.near_attribute,
    ),
    Row(
        AttributeError,
        r"'(?P<type1>.+)' object has no attribute '(?P<name>\w+)'",
        "{type1} has no '{name}'.",
        "Check the spelling, and that the value before the dot is what you expect: "
        "print(type(...)) tells.",
    ),
    Row(
        AttributeError,
        r"type object '(?P<owner>.+)' has no attribute '(?P<name>\w+)'",
        "The class {owner} has no '{name}'.",
        "Did you mean '{near}'?",
        clues.near_attribute,
    ),
    Row(
        AttributeError,
        r"type object '(?P<owner>.+)' has no attribute '(?P<name>\w+)'",
        "The class {owner} has no '{name}'.",
        "Check the spelling; what is set in __init__ belongs to the objects, not to the class.",
    ),
)

LOOKUPS: tuple[Row, ...] = (
    Row(
        IndexError,
        r"pop from empty (?P<what>\w+)",
        "There is nothing to take out: the {what} is empty.",
        "Check first: if items:",
    ),
    Row(
        IndexError,
        r"Cannot choose from an empty",
        "There is nothing to choose from: the list is empty.",
        "Check first: if items:",
    ),
    Row(
        IndexError,
        r"index out of range",
        "{owner} is empty, so it has no items to take.",
        "Check first: if {owner}:",
        clues.empty_sequence,
    ),
    Row(
        IndexError,
        r"index out of range",
        "There is no item {index} in {owner}: it has {many}.",
        "Counting starts at 0, so here {valid} is possible.",
        clues.size_of_sequence,
    ),
    Row(
        IndexError,
        r"(?P<what>string|list|tuple|pop|assignment).* out of range",
        "There is no item with this number.",
        "Counting starts at 0, so the last item has the number len(...) - 1. To add an item to a "
        "list, use append.",
    ),
    Row(
        IndexError,
        r"Replacement index (?P<index>\d+) out of range",
        "The text has more { } than there are values for format.",
        "Give one value for each pair of brackets.",
    ),
    Row(
        KeyError,
        r"(?P<key>.+)",
        "There is no key {key} in {owner}.",
        "{advice}",
        clues.keys_of_dictionary,
    ),
    Row(
        KeyError,
        r"(?P<what>\w+)\(\): dictionary is empty|pop from an empty set",
        "There is nothing to take out: it is empty.",
        "Check first: if items:",
    ),
    Row(
        KeyError,
        r"(?P<key>.+)",
        "There is no key {key} here.",
        "Check its spelling and its kind (text or number). 'key in dictionary' asks whether "
        "there is one; dictionary.get(key) gives None if there is none.",
    ),
)

VALUES: tuple[Row, ...] = (
    Row(
        json.JSONDecodeError,
        r"(?P<what>.+): line (?P<line>\d+) column (?P<column>\d+)",
        "There is no JSON to read: the text is empty.",
        "Check where the text comes from; the file or the answer may be empty.",
        clues.empty_document,
    ),
    Row(
        json.JSONDecodeError,
        r"(?P<what>.+): line (?P<line>\d+) column (?P<column>\d+)",
        "The text is not valid JSON: line {line}, column {column}.",
        "There: {what}. JSON needs double quotes around texts and names, and no comma after "
        "the last item.",
    ),
    Row(
        UnicodeDecodeError,
        r"'(?P<encoding>.+?)' codec",
        "The bytes are not text in the encoding {encoding}.",
        "If it is a text file, name its real encoding: open(name, encoding='latin-1'). If it "
        "is not text, open it with mode 'rb'.",
    ),
    Row(
        UnicodeEncodeError,
        r"'(?P<encoding>.+?)' codec",
        "The text has characters that the encoding {encoding} does not know.",
        "Use encoding='utf-8'.",
    ),
    Row(
        ValueError,
        r"invalid literal for int\(\) with base 10: (?P<value>'\s*'|\"\s*\")",
        "An empty text cannot be turned into a whole number.",
        "Check that something was typed in before calling int.",
    ),
    Row(
        ValueError,
        r"invalid literal for int\(\) with base 10: (?P<value>'-?\d+\.\d*')",
        "{value} is not a whole number.",
        "Use float({value}) for numbers with a decimal point.",
    ),
    Row(
        ValueError,
        r"invalid literal for int\(\) with base (?P<base>\d+): (?P<value>.+)",
        "{value} is not a whole number.",
        "int takes digits only. If a person typed it, ask again, or catch the ValueError.",
    ),
    Row(
        ValueError,
        r"could not convert string to float: (?P<value>'-?\d+,\d+')",
        "{value} is not a number: Python writes a decimal point, not a comma.",
        "Replace it first: text.replace(',', '.').",
    ),
    Row(
        ValueError,
        r"could not convert string to float: (?P<value>.+)",
        "{value} is not a number.",
        "If a person typed it, ask again, or catch the ValueError.",
    ),
    Row(
        ValueError,
        r"(?:not enough|too many) values to unpack",
        "Going through the dictionary '{owner}' gives its keys alone, not keys and values.",
        "Write for {names} in {owner}.items():",
        mistakes.keys_for_several_names,
    ),
    Row(
        ValueError,
        r"not enough values to unpack \(expected (?P<expected>.+?), got (?P<got>\d+)\)",
        "There are {expected} names on the left but only {got} on the right.",
        "Give each name on the left exactly one value; a person may have typed too few.",
    ),
    Row(
        ValueError,
        r"too many values to unpack \(expected (?P<expected>\d+)",
        "There are {expected} names on the left but more values on the right.",
        "Add names, or write * before the last one to let it take the rest: first, *rest = ...",
    ),
    Row(
        ValueError,
        r"(?:is|x) not in (?P<what>list|tuple|deque)",
        "The value is not in the {what}.",
        "Check first: if value in items:",
    ),
    Row(
        ValueError,
        r"substring not found|subsection not found",
        "The text that was looked for does not occur.",
        "Use find, which gives -1 then, or check first: if part in text:",
    ),
    Row(
        ValueError,
        r"(?P<function>max|min)\(\) (?:arg is an empty sequence|iterable argument is empty)",
        "{function} has nothing to choose from: it got no values.",
        "Check first: if items:, or name a value for this case: {function}(items, default=0).",
    ),
    Row(
        ValueError,
        r"math domain error|expected a (?:nonnegative|positive) input|expected a number in range",
        "This calculation has no result for this number.",
        "Square roots need numbers from 0 up, logarithms need numbers above 0.",
    ),
    Row(
        ValueError,
        r"empty range ",
        "There is no number between the two limits.",
        "Put the smaller number first.",
    ),
    Row(
        ValueError,
        r"time data (?P<value>.+) does not match format (?P<format>.+)",
        "The date {value} is not written in the form {format}.",
        "Change the form to match: %Y year, %m month, %d day, %H hour, %M minute.",
    ),
    Row(
        ValueError,
        r"unconverted data remains: (?P<rest>.+)",
        "The date has more in it than its form says: '{rest}' is left over.",
        "Add the missing part to the form: %Y year, %m month, %d day, %H hour, %M minute.",
    ),
    Row(
        ValueError,
        r"(?:day|month|hour|minute|second|year)\b.*(?:out of range|must be in)",
        "There is no such date or time.",
        "Check the numbers of year, month and day, in this order.",
    ),
    Row(
        ValueError,
        r"Invalid isoformat string: (?P<value>.+)",
        "{value} is not a date in the form 2026-01-31.",
        "Write year, month and day with two digits each, or use datetime.strptime for other forms.",
    ),
    Row(
        ValueError,
        r"I/O operation on closed file",
        "The file is already closed.",
        "Do all reading and writing inside the 'with' block.",
    ),
    Row(
        ZeroDivisionError,
        r"",
        "A number was divided by zero.",
        "Check the number behind the / or % before dividing: if number != 0:",
    ),
    Row(
        OverflowError,
        r"",
        "The result is too large for a number with a decimal point (float).",
        "Work with whole numbers (int), which have no limit, or with smaller ones.",
    ),
)

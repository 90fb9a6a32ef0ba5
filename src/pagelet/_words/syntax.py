"""Words for programs that Python cannot read."""

from pagelet import _clues as clues
from pagelet._words.row import Row

SYNTAX: tuple[Row, ...] = (
    # Indentation
    Row(
        IndentationError,
        r"expected an indented block after (?P<what>.+?) on line (?P<number>\d+)",
        "The lines that belong to the {what} on line {number} are not indented.",
        "Begin them with 4 spaces; if there is nothing to do yet, write 'pass'.",
    ),
    Row(
        TabError,
        r"",
        "This line mixes tabs and spaces in front of the code.",
        "Use 4 spaces for each level, and no tabs, on all lines of the block.",
    ),
    Row(
        IndentationError,
        r"unexpected indent",
        "This line begins further right than the line before it, but no block begins here.",
        "Remove the spaces in front, or end the line above with ':' if a block was meant.",
    ),
    Row(
        IndentationError,
        r"unindent does not match",
        "This line does not begin in the same column as any block above it.",
        "Give it exactly as many spaces as the line it belongs with.",
    ),
    # Characters
    Row(
        SyntaxError,
        r"invalid character",
        "{character} is not a quotation mark that Python knows.",
        "Type straight quotes, ' or \", instead; text from a web page or a word processor often "
        "brings curly ones.",
        clues.odd_quote,
    ),
    Row(
        SyntaxError,
        r"invalid (?:character|non-printable character)",
        "There is an invisible character here ({name}) that Python does not take for a space.",
        "Delete it and type an ordinary space; it often comes with text copied from a web page.",
        clues.odd_space,
    ),
    Row(
        SyntaxError,
        r"invalid character",
        "Python does not know the character {character} ({name}).",
        "Type {meant} instead.",
        clues.character_with_twin,
    ),
    Row(
        SyntaxError,
        r"invalid (?:character|non-printable character)",
        "Python does not know the character {character} ({name}) outside of text.",
        "Remove it, or put it between quotes if it is part of a text.",
        clues.odd_character,
    ),
    Row(
        SyntaxError,
        r"null bytes",
        "The program contains characters with the number zero; it may not be a text file.",
        "Save it again from an editor with the encoding UTF-8.",
    ),
    # Brackets and quotes
    Row(
        SyntaxError,
        r"'(?P<bracket>.)' was never closed",
        "The bracket {bracket} is opened here and never closed.",
        "Add the closing bracket; the marked one is where the pair begins.",
    ),
    Row(
        SyntaxError,
        r"unmatched '(?P<bracket>.)'",
        "The bracket {bracket} closes nothing: no bracket is open here.",
        "Remove it, or add the opening bracket before it.",
    ),
    Row(
        SyntaxError,
        r"closing parenthesis '(?P<close>.)' does not match opening parenthesis '(?P<open>.)'",
        "The bracket {open} is closed by {close}, which is of another kind.",
        "Close brackets in the order in which they were opened, each with its own kind.",
    ),
    Row(
        SyntaxError,
        r"unterminated triple-quoted",
        "The text that begins here with three quotes never ends.",
        "Put the same three quotes where the text ends.",
    ),
    Row(
        SyntaxError,
        r"unterminated (?:f-|t-)?string literal|EOL while scanning",
        "The text that begins here has no closing quote.",
        "Put the same quote at its end. If the text itself has such a quote in it, use the other "
        'kind around it: "it\'s".',
    ),
    Row(
        SyntaxError,
        r"\(unicode error\)",
        "Python takes a backslash in this text for the beginning of a special character.",
        "Double each backslash, or write r in front of the first quote: r'C:\\Users'.",
    ),
    Row(
        SyntaxError,
        r"f-string: (?:expecting '}'|.*was never closed)",
        "A { in this f-string has no } that closes it.",
        "Add the }, or write {{ if the bracket itself should be shown.",
    ),
    Row(
        SyntaxError,
        r"f-string: (?:empty expression|valid expression required)",
        "There is nothing between { and } in this f-string.",
        "Put the name of a value between them, as in f'{price}'.",
    ),
    Row(
        SyntaxError,
        r"f-string: single '}'",
        "A } in this f-string closes nothing.",
        "Add the { before it, or write }} if the bracket itself should be shown.",
    ),
    # Words of another language or of Python 2
    Row(
        SyntaxError,
        r"Missing parentheses in call to '(?P<function>\w+)'",
        "'{function}' is a function: what it shall work with stands in brackets.",
        "Write {function}(...).",
    ),
    Row(
        SyntaxError,
        r"",
        "Python has no 'else if'.",
        "Write 'elif' instead.",
        clues.line_has(r"^\s*\}?\s*else\s+if\b"),
    ),
    Row(
        SyntaxError,
        r"invalid syntax",
        "Python has no '{sign}'.",
        "Write {name} {step}= 1 instead.",
        clues.line_has(
            r"^\s*(?P<name>[\w.]+)\s*(?P<sign>(?P<step>[+-])(?P=step))\s*;?\s*(?:#.*)?$"
        ),
    ),
    Row(
        SyntaxError,
        r"invalid syntax",
        "Python has no '&&'.",
        "Write 'and' instead.",
        clues.line_has(r"&&"),
    ),
    Row(
        SyntaxError,
        r"invalid syntax",
        "Python has no '||'.",
        "Write 'or' instead.",
        clues.line_has(r"\|\|"),
    ),
    Row(
        SyntaxError,
        r"invalid syntax",
        "Python has no '!' for 'not'.",
        "Write 'not' instead (but '!=' for 'is not equal').",
        clues.line_has(r"!(?!=)\s*[\w(]"),
    ),
    Row(
        SyntaxError,
        r"invalid syntax",
        "Python does not know the sign '{sign}'.",
        "Write '{right}=' instead.",
        clues.line_has(r"(?P<sign>=(?P<right>[<>]))"),
    ),
    Row(
        SyntaxError,
        r"invalid syntax|expected",
        "A function begins with the word 'def' in Python.",
        "Write 'def' instead of '{word}'.",
        clues.line_has(r"^\s*(?P<word>function|func|fun|fn|void|public|sub)\s+\w+\s*\("),
    ),
    Row(
        SyntaxError,
        r"invalid syntax",
        "A name is made in Python by giving it a value, without a word in front.",
        "Remove '{word}': write {name} = ...",
        clues.line_has(
            r"^\s*(?P<word>int|float|str|string|bool|double|char|var|let|const)\s+(?P<name>\w+)\s*="
        ),
    ),
    # Assignments
    Row(
        SyntaxError,
        r"invalid syntax. Maybe you meant '==' or ':=' instead of '='",
        "A single = gives a value to a name; it cannot ask whether two values are equal.",
        "Write == to compare.",
    ),
    Row(
        SyntaxError,
        r"cannot assign to (?P<word>True|False|None|__debug__)",
        "{word} is a fixed value of Python and cannot get another one.",
        "Choose another name; write == if you want to compare.",
    ),
    Row(
        SyntaxError,
        r"cannot assign to (?P<what>.+?)(?: here\.|$)",
        "What stands left of = cannot get a value ({what}).",
        "Put a name on the left: name = value. Write == if you want to compare.",
    ),
    Row(
        SyntaxError,
        r"cannot delete (?P<what>.+)",
        "'del' cannot delete this ({what}).",
        "It takes a name, an item or an attribute, such as del names[0].",
    ),
    Row(
        SyntaxError,
        r"illegal expression for augmented assignment|illegal target for annotation",
        "What stands on the left cannot be changed in this way.",
        "Put one name on the left.",
    ),
    # Missing parts
    Row(
        SyntaxError,
        r"expected ':'",
        "A colon is missing here.",
        "Put ':' at the end of what begins the block (if, else, for, while, def, class, ...).",
    ),
    Row(
        SyntaxError,
        r"expected '\('",
        "Brackets are missing after the function's name.",
        "Write them even when they are empty: def name():",
    ),
    Row(
        SyntaxError,
        r"Perhaps you forgot a comma",
        "Two values stand side by side with nothing between them.",
        "Put a comma between them, or the operator that was meant (+, *, ...).",
    ),
    Row(
        SyntaxError,
        r"':' expected after dictionary key|expression expected after dictionary key",
        "A key of this dictionary has no value.",
        "Write {'key': value}, or leave out the key.",
    ),
    Row(
        SyntaxError,
        r"expected 'except' or 'finally' block",
        "A 'try' block must be followed by 'except' or 'finally'.",
        "Add 'except' with the name of the error you expect, such as 'except ValueError:'.",
    ),
    Row(
        SyntaxError,
        r"expected 'else' after 'if' expression|expected expression after 'else'",
        "The 'if' inside this expression has no 'else' part.",
        "Write value if condition else other_value.",
    ),
    Row(
        SyntaxError,
        r"Expected one or more names after 'import'",
        "The 'import' does not say what to import.",
        "Write the name after it, such as import math.",
    ),
    # Places
    Row(
        SyntaxError,
        r"'(?P<word>return|yield|yield from)' outside function",
        "'{word}' can only stand inside a function.",
        "Indent it under its 'def', or use print to show a value.",
    ),
    Row(
        SyntaxError,
        r"'(?P<word>break|continue)' (?:outside loop|not properly in loop)",
        "'{word}' can only stand inside a loop.",
        "Indent it under its 'for' or 'while'.",
    ),
    Row(
        SyntaxError,
        r"'await' outside|asynchronous comprehension outside|'async \w+' outside",
        "'await' can only stand in an async function.",
        "Write 'async def' instead of 'def' for the function around it.",
    ),
    Row(
        SyntaxError,
        r"name '(?P<name>\w+)' is (?:assigned to|used prior to|used) .*(?P<word>global|nonlocal)",
        "The name '{name}' is used before the line that declares it {word}.",
        "Move the {word} line to the beginning of the function.",
    ),
    Row(
        SyntaxError,
        r"nonlocal declaration not allowed at module level",
        "'nonlocal' can only stand in a function inside another function.",
        "Remove the line, or write 'global' inside a function.",
    ),
    # Functions and calls
    Row(
        SyntaxError,
        r"positional argument follows keyword argument",
        "A value without a name comes after one with a name.",
        "Put values without names first: f(2, color='red').",
    ),
    Row(
        SyntaxError,
        r"keyword argument repeated: (?P<name>\w+)",
        "The argument '{name}' is given twice.",
        "Keep one of the two.",
    ),
    Row(
        SyntaxError,
        r"(?:non-default argument|parameter without a default) follows",
        "A parameter without a default value comes after one that has it.",
        "Put parameters without default values first: def f(a, b=1).",
    ),
    Row(
        SyntaxError,
        r"duplicate (?:argument|parameter) '(?P<name>\w+)'",
        "Two parameters of this function are called '{name}'.",
        "Give one of them another name.",
    ),
    Row(
        SyntaxError,
        r"Generator expression must be parenthesized",
        "The 'for' inside this call needs brackets of its own.",
        "Write f((x for x in items), other).",
    ),
    # Numbers
    Row(
        SyntaxError,
        r"leading zeros",
        "A whole number cannot begin with 0.",
        "Remove the zeros in front; put the number in quotes if they belong to it, as in '007'.",
    ),
    Row(
        SyntaxError,
        r"invalid (?:decimal|hexadecimal|octal|binary|imaginary) literal|invalid digit",
        "A number is followed directly by letters here, or a name begins with a digit.",
        "Names begin with a letter; put a space or an operator behind a number.",
    ),
    Row(
        SyntaxError,
        r"unexpected character after line continuation",
        "Something stands behind a backslash \\ that is not inside a text.",
        "Write / to divide; a backslash that continues a line must be its last character.",
    ),
    # Anything else
    Row(
        SyntaxError,
        r"invalid syntax",
        "'{word}' is a word of Python's own and cannot be a name.",
        "Choose another name, such as '{word}_'.",
        clues.keyword_as_name,
    ),
    Row(
        SyntaxError,
        r"invalid syntax",
        "This '{word}' does not continue any block.",
        "It must begin in the same column as its 'if', 'for', 'while' or 'try', directly after "
        "that block.",
        clues.line_has(r"^\s*(?P<word>else|elif|except|finally)\b"),
    ),
    Row(
        SyntaxError,
        r"invalid syntax",
        "Python does not understand '{word}' here.",
        "Did you mean '{near}'?",
        clues.near_keyword,
    ),
    Row(
        SyntaxError,
        r"invalid syntax$",
        "Python cannot read this line.",
        "Look at the marked spot and just before it: a bracket, comma, quote or operator may be "
        "missing, or one too many.",
    ),
    Row(
        SyntaxError,
        r"(?P<message>.+)",
        "Python cannot read this line: {message}.",
        "Look at the marked spot and just before it.",
    ),
)

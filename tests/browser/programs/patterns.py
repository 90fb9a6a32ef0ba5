"""Regular expressions: find, check, take apart and replace text by its pattern."""

import re

text = "He was carefully disguised but captured quickly by police on 2024-05-17 and 2023-12-01."

print(re.findall(r"\w+ly\b", text))
for match in re.finditer(r"(\d{4})-(\d\d)-(\d\d)", text):
    print(match.span(), match[0], match.groups())
print(re.sub(r"(\d{4})-(\d\d)-(\d\d)", r"\3.\2.\1", text))

card = re.compile(r"(?P<rank>[2-9]|10|[JQKA])(?P<suit>[♣♦♥♠])")
for hand in ("10♥", "A♠", "1♥", "K♦♦"):
    match = card.fullmatch(hand)
    print(hand, match.groupdict() if match else "is no card")

print(re.split(r"[,;\s]+", "apples, pears;plums  figs"), re.split(r"(-)", "a-b-c", maxsplit=1))
print(re.search("python", "Monty PYTHON", re.IGNORECASE)[0], re.escape("1+1=2?"))

phone = re.compile(
    r"""
    ^\+?(?P<country>\d{1,3})   # the country
    [ -](?P<area>\d{2,4})      # the town
    [ -](?P<number>\d{5,8})$   # the rest
    """,
    re.VERBOSE | re.MULTILINE,
)
numbers = "+49 30 1234567\n1-202-5550143\nnot a number"
print([(match["country"], match["number"]) for match in phone.finditer(numbers)])


def shout(match):
    return match[0].upper() + "!"


print(re.sub(r"\b[hw]\w+", shout, "hello wide world", count=2))
print(re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", "1234567"), re.findall(r"<.+?>", "<b>bold</b>"))

# A small scanner: one pattern, one name for each kind of word.
token = re.compile(r"(?P<NUMBER>\d+(\.\d+)?)|(?P<NAME>[A-Za-z]\w*)|(?P<OP>[-+*/=()])|(?P<SKIP>\s+)")


def scan(line):
    position = 0
    while position < len(line):
        match = token.match(line, position)
        if not match:
            raise SyntaxError(f"unexpected {line[position]!r} at {position}")
        position = match.end()
        if match.lastgroup != "SKIP":
            yield match.lastgroup, match[0]


print(list(scan("area = 3.14 * (r + 2)")))
try:
    list(scan("a = 5 $"))
except SyntaxError as error:
    print(error)

"""Letters of the world: code points, normal forms, encodings, and what counts as one."""

import codecs
import html
import unicodedata

for letter in "aßéЖあ中€🐍":
    code = ord(letter)
    kind = unicodedata.category(letter)
    print(f"U+{code:04X} {letter} {kind} {len(letter.encode())} bytes {unicodedata.name(letter)}")

composed, combined = "café", "cafe\N{COMBINING ACUTE ACCENT}"
print(composed == combined, len(composed), len(combined))
print(unicodedata.normalize("NFC", combined) == composed)
print(unicodedata.normalize("NFKC", "ﬁve ½ ① ｆｕｌｌ"))


def plain(text):
    """Return the text without accents: good for searching, not for reading."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))


print(plain("Žluťoučký kůň, ¿señor? Ångström"))
print(unicodedata.lookup("GREEK SMALL LETTER OMEGA"), "\u03c9", "\N{SNOWMAN}", chr(0x1F600))
print([unicodedata.numeric(sign) for sign in "7½Ⅷ四"], "٣".isdigit(), int("٣"))

text = "naïve œuvre"
for encoding in ("utf-8", "utf-16-le", "latin-1", "cp1252", "ascii"):
    try:
        print(f"{encoding:10}", text.encode(encoding))
    except UnicodeEncodeError as error:
        print(f"{encoding:10} has no {text[error.start]!r}")
print(text.encode("ascii", "replace"), text.encode("ascii", "xmlcharrefreplace"))
print(text.encode("ascii", "backslashreplace").decode(), b"\xe9t\xe9".decode("utf-8", "replace"))
print("é".encode().decode("latin-1"), codecs.BOM_UTF8, "\ufeffmark".encode("utf-8-sig")[:6])

print(html.escape("<a href='x'>Tom & Jerry</a>"), html.unescape("&eacute; &#128013; &lt;"))
print("Straße".upper(), "STRASSE".casefold() == "Straße".casefold(), "İ".lower() == "i̇")
print("ǆ".title(), "ΑΣ".lower(), "ﬃ".upper(), "x²".isidentifier(), "größe".isidentifier())
print([unicodedata.east_asian_width(sign) for sign in "a中ｱ"], unicodedata.mirrored("("))

words = ["zebra", "Äpfel", "apple", "Zoo", "éclair"]
print(sorted(words))
print(sorted(words, key=lambda word: (plain(word).casefold(), word)))

snake = "Ünïcödé 🐍"
print(snake[::-1], snake.center(15, "·"), snake.isascii(), snake.split(), repr(snake), ascii(snake))

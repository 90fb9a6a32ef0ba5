"""What a piece of text can do: cut it, join it, change its case, look for something in it."""

sentence = "the quick brown fox jumps over the lazy dog"

print(sentence.capitalize())
print(sentence.title())
print(sentence.upper().center(60, "*"))
print(sentence.replace("quick", "sleepy").replace("lazy", "curious"))

words = sentence.split()
print(len(words), "words; the longest:", max(words, key=len))
print(" ".join(reversed(words)))
print("-".join(word[0] for word in words))

print("fox" in sentence, sentence.find("fox"), sentence.find("cat"))
print(sentence.count("o"), sentence.startswith("the"), sentence.endswith(("cat", "dog")))

before, found, after = sentence.partition(" jumps ")
print(repr(before), repr(found.strip()), repr(after))

# Slices count from 0, and from the end with a minus.
print(sentence[4:9], sentence[-3:], sentence[::5], sentence[:3][::-1])

print(repr("  spaces at both ends \t\n".strip()))
print("price.csv".removesuffix(".csv"), "Mr Smith".removeprefix("Mr "))
print("one\ntwo\r\nthree".splitlines())
print("42".zfill(6), "a,b,,c".split(","), "x" * 8)

vowels = str.maketrans("aeiou", "43106")
print(sentence.translate(vowels))

alphabet = {chr(code) for code in range(ord("a"), ord("z") + 1)}
print("Letters that are missing:", sorted(alphabet - set(sentence)) or "none")

for word in ("level", "Python", "Straße"):
    folded = word.casefold()
    print(f"{word!r}: palindrome {folded == folded[::-1]}, {folded = }, bytes {word.encode()}")

from collections import Counter

text = input("Type a long sentence:\n")
letters = Counter(c for c in text.upper() if c.isalpha())
print(letters)
highest = max(letters.values())

for level in range(highest, 0, -1):
    print(f"{level:2} |" + "".join(" █" if letters[l] >= level else "  " for l in sorted(letters)))
print("   +" + "--" * len(letters))
print("    " + "".join(f" {l}" for l in sorted(letters)))
vowels = sum(letters[v] for v in "AEIOU")
print("Vowels: {:.1%}".format(vowels / sum(letters.values())))
print("Total:", letters.total(), "Elements:", "".join(sorted(letters.elements()))[:30])

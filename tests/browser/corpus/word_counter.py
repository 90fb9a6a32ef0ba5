"""Counts words in a text file."""
import string
from collections import Counter, defaultdict

def words_of(filename):
    with open(filename, encoding="utf8") as f:
        for line in f:
            for word in line.split():
                word = word.strip(string.punctuation + "“”—").lower()
                if word:
                    yield word

filename = input("File: ")
try:
    words = list(words_of(filename))
except FileNotFoundError:
    print("No such file, I take rainbow.txt")
    filename = "rainbow.txt"
    words = list(words_of(filename))

counter = Counter(words)
print(f"{filename}: {len(words)} words, {len(counter)} different ones")
print("-" * 30)
for word, n in counter.most_common(8):
    print(f"{word:<12} {n:>3}  {'#' * n}")

by_length = defaultdict(set)
for w in words:
    by_length[len(w)].add(w)
longest = max(by_length)
print("-" * 30)
print("Longest:", ", ".join(sorted(by_length[longest])))
print("Average length: {:.2f}".format(sum(map(len, words)) / len(words)))

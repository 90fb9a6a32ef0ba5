from time import perf_counter as now
import random

sentences = [
    "the quick brown fox jumps over the lazy dog",
    "practice makes perfect",
    "python is fun",
]
sentence = random.choice(sentences)
input("Press Enter when you are ready. ")
print("Type this:", sentence)
start = now()
typed = input("> ")
seconds = now() - start

wrong = 0
for a, b in zip(sentence, typed):
    if a != b:
        wrong += 1
wrong += abs(len(sentence) - len(typed))
accuracy = max(0, 100 * (len(sentence) - wrong) / len(sentence))
words = len(typed.split())

print("Time    : {:.2f} seconds".format(seconds))
print("Accuracy: {:.0f} %".format(accuracy))
print("Speed   : {:.1f} words per minute".format(words / seconds * 60))

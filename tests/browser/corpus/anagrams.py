from collections import defaultdict
from itertools import permutations

WORDS = """listen silent enlist tinsel google elbow below bowel dusty study night thing
act cat tac stop post spot tops pots inch chin""".split()

groups = defaultdict(list)
for word in WORDS:
    groups["".join(sorted(word))].append(word)

print("Groups of anagrams:")
for group in sorted(groups.values(), key=lambda g: (-len(g), g)):
    if len(group) > 1:
        print(len(group), "-", " ".join(group))

a = input("First word: ").lower().replace(" ", "")
b = input("Second word: ").lower().replace(" ", "")
print("Anagrams!" if sorted(a) == sorted(b) else "Not anagrams.")

short = input("A short word: ")[:4]
perms = sorted({"".join(p) for p in permutations(short)})
print(len(perms), "arrangements:", *perms)

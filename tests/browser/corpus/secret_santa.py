import random
names = []
print("Who takes part? (empty line to finish)")
while True:
    name = input("Name: ")
    if name == "":
        if len(names) < 3:
            print("At least three people!")
            continue
        break
    if name in names:
        print("Already there")
        continue
    names.append(name)
while True:
    partners = names[:]
    random.shuffle(partners)
    if all(a != b for a, b in zip(names, partners)):
        break
for a, b in zip(names, partners):
    input(f"{a}, come here alone and press Enter...")
    print("You give a present to", b)
print("Merry Christmas!")

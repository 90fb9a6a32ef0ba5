# My secret diary - do not read!!
from datetime import datetime

FILENAME = "diary.txt"

def write_entry():
    text = input("What happened today? ")
    with open(FILENAME, "a") as f:
        f.write(datetime.now().strftime("%d.%m.%Y %H:%M") + " | " + text + "\n")
    print("Saved.")

def read_entries():
    try:
        f = open(FILENAME)
    except FileNotFoundError:
        print("Your diary is empty.")
        return
    n = 0
    for line in f:
        n += 1
        print(n, ":", line.strip())
    f.close()

def search():
    word = input("Search for: ")
    try:
        with open(FILENAME, "r") as f:
            hits = [l for l in f.readlines() if word.lower() in l.lower()]
    except IOError:
        hits = []
    print(len(hits), "entries found")
    for h in hits:
        print("  ->", h, end="")

password = input("Password: ")
if password != "swordfish":
    print("Wrong password! Go away.")
    exit()

choice = ""
while choice != "q":
    choice = input("(w)rite, (r)ead, (s)earch or (q)uit? ")
    if choice == "w":
        write_entry()
    elif choice == "r":
        read_entries()
    elif choice == "s":
        search()
print("Goodbye, dear diary.")

import re
from string import punctuation

def check(password):
    """Return a list of everything that is wrong with the password"""
    problems = []
    if len(password) < 8:
        problems.append("too short (%d characters)" % len(password))
    if not re.search("[a-z]", password):
        problems.append("no small letter")
    if not re.search("[A-Z]", password):
        problems.append("no capital letter")
    if not any(c.isdigit() for c in password):
        problems.append("no digit")
    if not set(password) & set(punctuation):
        problems.append("no special character")
    if re.search(r"(.)\1\1", password):
        problems.append("the same character three times")
    return problems

while True:
    pw = input("New password (empty to stop): ")
    if not pw:
        break
    found = check(pw)
    stars = 5 - min(5, len(found))
    print("Strength:", "★" * stars + "☆" * (5 - stars))
    if found:
        for p in found:
            print(" -", p)
    else:
        print("That is a strong password!")

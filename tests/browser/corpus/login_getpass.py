import getpass
import hashlib

users = {}

def digest(pw):
    return hashlib.sha256(pw.encode("utf-8")).hexdigest()

user = input("Choose a user name: ")
while True:
    first = getpass.getpass("Choose a password: ")
    second = getpass.getpass("Repeat it: ")
    if first == second:
        break
    print("They differ, try again.")
users[user] = digest(first)

for attempt in range(3, 0, -1):
    if digest(getpass.getpass()) == users[user]:
        print("Welcome,", user)
        print("Your hash begins with", users[user][:12])
        break
    print("Wrong.", attempt - 1, "left.")
else:
    print("Locked.")

"""A first program: change it, save it, and the page runs it again."""

name = input("What is your name? ")
print(f"Hello, {name}!")

for number in range(1, 6):
    print(f"{number} squared is {number**2}.")

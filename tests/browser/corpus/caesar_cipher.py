import string

ALPHABET = string.ascii_lowercase

def caesar(text, key):
    table = str.maketrans(
        ALPHABET + ALPHABET.upper(),
        ALPHABET[key % 26:] + ALPHABET[:key % 26]
        + ALPHABET.upper()[key % 26:] + ALPHABET.upper()[:key % 26],
    )
    return text.translate(table)

mode = ""
while mode.lower() not in ("e", "d", "b"):
    mode = input("(E)ncrypt, (D)ecrypt or (B)rute force? ")
message = input("Message: ")
if mode.lower() == "b":
    for key in range(26):
        print(f"{key:2}: {caesar(message, -key)}")
else:
    key = 0
    while key == 0:
        try:
            key = int(input("Key (1-25): "))
        except ValueError:
            print("I need a number.")
    if mode.lower() == "d":
        key = -key
    print("Your translated text is:")
    print(caesar(message, key))

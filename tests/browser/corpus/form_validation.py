import re

fields = [
    ("Name", r"[A-ZÄÖÜ][\w' -]+", "Capital letter first"),
    ("E-mail", r"[\w.+-]+@[\w-]+(\.[\w-]+)+", "like me@example.org"),
    ("Phone", r"(\+\d{1,3}[ -]?)?\d{3,5}[ -]?\d{4,8}", "like +44 1234 567890"),
    ("Postcode", r"\d{5}|[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}", "12345 or SW1A 1AA"),
    ("Date", r"(?P<y>\d{4})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])", "YYYY-MM-DD"),
]

form = {}
for name, pattern, hint in fields:
    while True:
        value = input(f"{name}: ").strip()
        m = re.fullmatch(pattern, value)
        if m:
            form[name] = value
            if m.groupdict():
                print("   ", m.groupdict())
            break
        print(f"    Not valid ({hint})")

print()
for k, v in form.items():
    print(f"{k:.<12}{v}")
hidden = re.sub(r"(?<=.).(?=.*@)", "*", form["E-mail"])
print("We will write to", hidden)
print("Digits of the phone number:", "".join(re.findall(r"\d", form["Phone"])))

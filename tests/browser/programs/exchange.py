"""JSON and CSV, written to text in memory and read back."""

import csv
import io
import json
from datetime import date

library = {
    "name": "Town library",
    "open": True,
    "books": [
        {"title": "Sofies verden", "year": 1991, "tags": ["novel", "philosophy"]},
        {"title": "Gödel, Escher, Bach", "year": 1979, "tags": []},
    ],
    "fee": 2.5,
    "closed until": None,
}

text = json.dumps(library, indent=2, ensure_ascii=False)
print(text)
print(json.loads(text) == library, len(json.dumps(library, separators=(",", ":"))))
print(json.dumps({"b": 1, "a": [1.0, "é", None]}, sort_keys=True))


class DateEncoder(json.JSONEncoder):
    def default(self, value):
        return value.isoformat() if isinstance(value, date) else super().default(value)


print(json.dumps({"due": date(2024, 5, 17)}, cls=DateEncoder))
print(json.loads('{"x": 1, "y": 2.50}', object_hook=lambda pairs: sorted(pairs.items())))
try:
    json.loads('{"name": "Ada",}')
except json.JSONDecodeError as error:
    print("not JSON, line", error.lineno)

people = [
    {"name": "Ada", "city": "London", "note": 'says "hello"'},
    {"name": "Zoë", "city": "Córdoba, Spain", "note": "two\nlines"},
]
file = io.StringIO(newline="")
writer = csv.DictWriter(file, fieldnames=["name", "city", "note"], lineterminator="\n")
writer.writeheader()
writer.writerows(people)
print(file.getvalue(), end="")

file.seek(0)
print([row["city"] for row in csv.DictReader(file)])
print(list(csv.reader(["a;'b;c';d"], delimiter=";", quotechar="'")))

dialect = csv.Sniffer().sniff("name\tpoints\nAda\t12\nBob\t7\n")
print(repr(dialect.delimiter))

data = io.BytesIO("Grüße\nÀ bientôt\n".encode())
print(data.read(3), data.tell())
data.seek(0)
for line in io.TextIOWrapper(data, encoding="utf-8"):
    print(line.rstrip(), end=" | ")
print()

"""A database in memory: tables, questions, transactions, functions of our own."""

import sqlite3

db = sqlite3.connect(":memory:")
db.row_factory = sqlite3.Row
db.executescript("""
    CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE book (
        title TEXT NOT NULL,
        author INTEGER REFERENCES author (id),
        year INTEGER,
        price REAL CHECK (price > 0)
    );
""")
db.executemany("INSERT INTO author (name) VALUES (?)", [("Lem",), ("Le Guin",), ("Čapek",)])
db.executemany(
    "INSERT INTO book SELECT :title, id, :year, :price FROM author WHERE name = :author",
    [
        {"title": "Solaris", "author": "Lem", "year": 1961, "price": 9.5},
        {"title": "The Cyberiad", "author": "Lem", "year": 1965, "price": 11},
        {"title": "The Dispossessed", "author": "Le Guin", "year": 1974, "price": 10.25},
        {"title": "R.U.R.", "author": "Čapek", "year": 1920, "price": 4.8},
    ],
)
db.commit()

for row in db.execute("SELECT title, year FROM book WHERE year > ? ORDER BY year", (1960,)):
    print(f"{row['year']}  {row['title']}")

print("\nBooks and prices by author")
question = """
    SELECT author.name, count(*) AS books, round(avg(price), 2) AS mean
    FROM book JOIN author ON author.id = book.author
    GROUP BY author.name ORDER BY books DESC, mean
"""
for name, books, mean in db.execute(question):
    print(f"{name:8} {books} {mean:6.2f}")

try:
    with db:
        db.execute("UPDATE book SET price = price * 2")
        db.execute("INSERT INTO author (name) VALUES ('Lem')")
except sqlite3.IntegrityError as error:
    print("\nNothing was changed:", error)
print(db.execute("SELECT sum(price) FROM book").fetchone()[0])

db.create_function("initials", 1, lambda text: "".join(word[0] for word in text.split()))
print([row[0] for row in db.execute("SELECT initials(title) FROM book ORDER BY title")])

with db:
    changed = db.execute("UPDATE book SET price = price - 1 WHERE price > 10").rowcount
print(changed, "books are cheaper now")
cheapest = db.execute("SELECT title, min(price) FROM book").fetchone()
print(dict(cheapest), cheapest.keys(), db.total_changes)
db.close()

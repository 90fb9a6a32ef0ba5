import sqlite3

conn = sqlite3.connect("school.db")
c = conn.cursor()
c.execute("""CREATE TABLE IF NOT EXISTS students (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                name TEXT NOT NULL,
                form TEXT,
                mark REAL)""")
c.execute("SELECT COUNT(*) FROM students")
if c.fetchone()[0] == 0:
    people = [("Anna", "7b", 1.7), ("Ben", "7a", 2.3), ("Cem", "7b", 3.0), ("Dora", "7a", 1.3)]
    c.executemany("INSERT INTO students (name, form, mark) VALUES (?, ?, ?)", people)
    conn.commit()

def show(rows):
    print("ID  NAME       FORM  MARK")
    for id, name, form, mark in rows:
        print(f"{id:<3} {name:<10} {form:<5} {mark:>4}")

while True:
    print("\n1 all  2 new  3 search  4 averages  5 delete  6 end")
    choice = input("? ")
    if choice == "1":
        show(c.execute("SELECT * FROM students ORDER BY name"))
    elif choice == "2":
        name = input("Name: ")
        form = input("Form: ")
        try:
            mark = float(input("Mark: ").replace(",", "."))
        except ValueError as error:
            print("Not saved:", error)
        else:
            c.execute("INSERT INTO students VALUES (NULL, ?, ?, ?)", (name, form, mark))
            conn.commit()
            print("Saved with number", c.lastrowid)
    elif choice == "3":
        part = input("Name contains: ")
        show(c.execute("SELECT * FROM students WHERE name LIKE ?", ("%" + part + "%",)).fetchall())
    elif choice == "4":
        for form, average, n in c.execute(
            "SELECT form, AVG(mark), COUNT(*) FROM students GROUP BY form ORDER BY form"
        ):
            print(form, round(average, 2), "(%d students)" % n)
    elif choice == "5":
        c.execute("DELETE FROM students WHERE id = ?", (input("ID: "),))
        conn.commit()
        print(c.rowcount, "deleted")
    elif choice == "6":
        break
conn.close()

import json
import os

FILE = "todo.json"


def load():
    if not os.path.isfile(FILE):
        return []
    with open(FILE) as f:
        return json.load(f)


def save(tasks):
    with open(FILE, "w") as f:
        json.dump(tasks, f, indent=2)


def print_tasks(tasks):
    if not tasks:
        print("Nothing to do. Hurray!")
    for i, task in enumerate(tasks):
        mark = "x" if task["done"] else " "
        print(f"{i}: [{mark}] {task['title']} (priority {task['priority']})")


def main():
    tasks = load()
    while True:
        print_tasks(tasks)
        command, _, rest = input("todo> ").partition(" ")
        match command:
            case "add":
                title, _, priority = rest.partition("!")
                tasks.append({"title": title.strip(), "done": False, "priority": len(priority) + 1})
            case "done" | "undo":
                try:
                    tasks[int(rest)]["done"] = command == "done"
                except (IndexError, ValueError) as error:
                    print(type(error).__name__, "-", error)
            case "sort":
                tasks.sort(key=lambda t: (t["done"], -t["priority"], t["title"]))
            case "clear":
                tasks = [t for t in tasks if not t["done"]]
            case "file":
                print(open(FILE).read())
            case "quit" | "exit":
                return
            case _:
                print("add TEXT, done N, undo N, sort, clear, file, quit")
        save(tasks)


if __name__ == "__main__":
    main()

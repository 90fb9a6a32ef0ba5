"""A to-do list that is still there tomorrow."""

import json

from pagelet import page, when, window

KEY = "pagelet-example-todo"

# Each task is a dictionary: {"text": "Water the plants", "done": False}
tasks = json.loads(window.localStorage.getItem(KEY) or "[]")


def save():
    window.localStorage.setItem(KEY, json.dumps(tasks))


def shown_tasks():
    """Return the tasks that the choice under 'Show' leaves."""
    choice = page.find_one("[name=show]:checked").value
    if choice == "all":
        return tasks
    return [task for task in tasks if task["done"] == (choice == "done")]


@when("change", "#filter")
def show():
    """Write the list and the count anew."""
    chosen = shown_tasks()
    page["list"].clear()
    page["list"].append(*[entry(task) for task in chosen])

    page["empty"].hidden = bool(chosen)
    page["empty"].text = "Nothing here." if tasks else "Nothing to do yet: add a task above."

    still_open = sum(not task["done"] for task in tasks)
    page["count"].text = f"{still_open} open, {len(tasks) - still_open} done"
    page["clear"].disabled = still_open == len(tasks)


def entry(task):
    """Return the list entry for one task, with its box to tick and its delete button."""

    def tick():
        task["done"] = box.checked
        save()
        show()
        refocus(task)

    def delete():
        tasks.remove(task)
        save()
        show()
        page["what"].focus()

    box = page.create("input", type="checkbox", checked=task["done"], on_change=tick)
    label = page.create("label", box, page.create("span", task["text"]))
    button = page.create("button", "×", type="button", classes=["plain"], on_click=delete)
    button.attributes["aria-label"] = f"Delete: {task['text']}"
    return page.create("li", label, button, classes=["done"] if task["done"] else [])


def refocus(task):
    """Put the keyboard focus back on the box of `task`, where the list was written anew."""
    chosen = shown_tasks()
    if task in chosen:
        page.find("#list input")[chosen.index(task)].focus()
    else:
        page["what"].focus()


@when("submit", "#new", prevent_default=True)
def add():
    text = page["what"].value.strip()
    if text:
        tasks.append({"text": text, "done": False})
        save()
        show()
    page["what"].value = ""
    page["what"].focus()


@when("click", "#clear")
def clear():
    tasks[:] = [task for task in tasks if not task["done"]]
    save()
    show()
    page["what"].focus()


show()

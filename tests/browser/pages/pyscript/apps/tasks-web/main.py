from pyscript import when
from pyscript.web import button, div, input_, option, page, select, span
from tasks import Task
from tasks import select as select_tasks

tasks = []
current = "all"


def draw():
    board = page["#tasks"]
    board.innerHTML = ""
    for task in select_tasks(tasks, current):
        box = input_(type="checkbox", checked=task.done)
        text = span(task.text)
        remove = button("x", classes=["remove"])
        row = div(box, text, remove, classes=["task", task.priority])
        if task.done:
            row.classes.add("done")

        @when("change", box)
        def toggle(event, task=task):
            task.done = event.target.checked
            draw()

        @when("click", remove)
        def delete(event, task=task):
            tasks.remove(task)
            draw()

        board.append(row)
    left = len([task for task in tasks if not task.done])
    page["#count"].textContent = f"{left} of {len(tasks)} left"


name = input_(id="name", placeholder="What is to be done?")
priority = select(
    option("low", value="low"),
    option("medium", value="medium", selected=True),
    option("high", value="high"),
    id="priority",
)
add = button("Add", id="add")
page["form"].append(name, priority, add)


@when("click", add)
def add_task(event):
    if not name.value.strip():
        return
    tasks.append(Task(name.value.strip(), priority.value))
    name.value = ""
    draw()


@when("keydown", "#name")
def add_by_enter(event):
    if event.key == "Enter":
        add_task(event)


for which in ("all", "active", "done"):
    page["#filters"].append(button(which, classes=["filter"], id=f"show-{which}"))


@when("click", ".filter")
def change_filter(event):
    global current
    current = event.target.id.removeprefix("show-")
    draw()


draw()

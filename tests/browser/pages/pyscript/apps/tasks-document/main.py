from datetime import datetime as dt

from pyscript import document
from pyscript.ffi import create_proxy

tasks = []


def q(selector, root=document):
    return root.querySelector(selector)


template = q("#task-template").content.querySelector(".task")
task_list = q("#list")
new_content = q("#new-task")


def add_task(e):
    if not new_content.value:
        return None

    task_id = f"task-{len(tasks)}"
    task = {"id": task_id, "content": new_content.value, "done": False, "created_at": dt.now()}
    tasks.append(task)

    element = template.cloneNode(True)
    element.id = task_id
    checkbox = q("input", root=element)
    q("span", root=element).textContent = task["content"]
    task_list.appendChild(element)

    def check_task(evt=None):
        task["done"] = not task["done"]
        q("span", root=element).classList.toggle("line-through", task["done"])

    new_content.value = ""
    checkbox.onclick = check_task


def add_task_event(e):
    if e.key == "Enter":
        add_task(e)


new_content.onkeypress = add_task_event
# As in the documentation: a proxy of one's own works as well.
document.addEventListener("visibilitychange", create_proxy(lambda event: None))

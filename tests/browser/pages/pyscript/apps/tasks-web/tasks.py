from dataclasses import dataclass


@dataclass
class Task:
    text: str
    priority: str = "medium"
    done: bool = False


def select(tasks, which):
    if which == "active":
        return [task for task in tasks if not task.done]
    if which == "done":
        return [task for task in tasks if task.done]
    return list(tasks)

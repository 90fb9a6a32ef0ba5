from pyscript import RUNNING_IN_WORKER, document


def title(text, options):
    document.title = f"{text} {options['mark']} {RUNNING_IN_WORKER}"
    return {"title": document.title, "all": [1, None]}


async def fail():
    raise KeyError("nothing")

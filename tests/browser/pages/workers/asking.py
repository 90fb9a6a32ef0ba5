from pyscript import sync

print("waited for", sync.twice(4), sync.later({"a": [1]}))
print("awaited", await sync.later(5))
try:
    sync.missing()
except RuntimeError as error:
    print("missing", error)


def greet(name):
    return f"hello {name}"


sync.greet = greet

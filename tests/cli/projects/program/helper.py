import deep


def greet(name):
    return deep.capitalise(f"hello {name}")

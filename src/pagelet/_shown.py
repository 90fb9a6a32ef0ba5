"""How messages name a value that a program gave."""


def shown(value: object) -> str:
    """Return how a message names `value`: the text '12', the list [1, 2], None."""
    if value is None:
        return "None"
    if isinstance(value, int | float):
        return str(value)
    kind = {"str": "the text", "list": "the list", "tuple": "the tuple"}.get(type(value).__name__)
    if isinstance(value, tuple) and len(value) == 2:
        kind = "the pair"
    if callable(value):
        return f"the function {getattr(value, '__name__', type(value).__name__)}"
    text = repr(value)
    text = text if len(text) <= 60 else f"{text[:57]}..."
    return f"{kind} {text}" if kind else f"{text} (a {type(value).__name__})"

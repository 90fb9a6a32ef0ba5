"""JSON for data that refers to itself, in the format of JavaScript's `flatted`.

The text is a list. Its first entry is the value itself; in it, each text and each container stands
as the number of its own entry, written as a text:

    a = ["x", 1]; a.append(a)        [["1",1,"0"],"x"]

So what occurs twice is written once, and a circle is no problem.
"""

import json
import math
import re
from typing import Any

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def stringify(value: Any, **options: Any) -> str:
    """Return `value` as text; tuples become lists. `options` are those of `json.dumps`.

    Raises:
        TypeError: something in it cannot be written as JSON.
    """
    options = {"separators": (",", ":"), "ensure_ascii": False, **options}
    entries: list[Any] = []
    known: dict[Any, str] = {}

    def enter(item: Any) -> str:
        # Containers are known by who they are, texts by what they say.
        key = (str, item) if isinstance(item, str) else id(item)
        if key not in known:
            known[key] = str(len(entries))
            entries.append(item)
        return known[key]

    def flat(item: Any) -> Any:
        if isinstance(item, (str, list, tuple, dict)):
            return enter(item)
        # JavaScript has no text for these and writes null.
        return None if isinstance(item, float) and not math.isfinite(item) else item

    enter(value)
    texts = []
    for entry in entries:  # it grows meanwhile
        if isinstance(entry, dict):
            shallow: Any = {key: flat(item) for key, item in entry.items()}
        elif isinstance(entry, (list, tuple)):
            shallow = [flat(item) for item in entry]
        else:
            shallow = entry if isinstance(entry, str) else flat(entry)
        text = json.dumps(shallow, **options)
        texts.append(_HALF_CHARACTER.sub(lambda half: f"\\u{ord(half[0]):04x}", text))
    return f"[{','.join(texts)}]"


def parse(text: str, **options: Any) -> Any:
    """Return the value that `text` stands for. `options` are those of `json.loads`.

    Raises:
        ValueError: it is not such a text.
    """
    entries = json.loads(text, **options)
    if not isinstance(entries, list) or not entries:
        raise ValueError("A text in flatted's format is a list with at least one entry.")
    for entry in entries:
        if isinstance(entry, list):
            entry[:] = [_entry(entries, item) for item in entry]
        elif isinstance(entry, dict):
            entry.update({key: _entry(entries, item) for key, item in entry.items()})
    return entries[0]


def _entry(entries: list[Any], item: Any) -> Any:
    if not isinstance(item, str):
        return item
    try:
        return entries[int(item)]
    except (ValueError, IndexError):
        raise ValueError(f"The text refers to an entry {item!r} that it does not have.") from None

"""How turtles and their screen begin, and the file `turtle.cfg` that changes it."""

from pathlib import Path
from typing import Any

SETTINGS: dict[str, Any] = {
    "width": 0.5,
    "height": 0.75,
    "canvwidth": 400,
    "canvheight": 300,
    "leftright": None,
    "topbottom": None,
    "mode": "standard",
    "colormode": 1.0,
    "delay": 10,
    "undobuffersize": 1000,
    "shape": "classic",
    "pencolor": "black",
    "fillcolor": "black",
    "resizemode": "noresize",
    "visible": True,
    "language": "english",
    "exampleturtle": "turtle",
    "examplescreen": "screen",
    "title": "Python Turtle Graphics",
    "using_IDLE": False,
}

_WORDS: dict[str, Any] = {"True": True, "False": False, "None": None, "''": "", '""': ""}


def config_dict(filename: str) -> dict[str, Any]:
    """Return the settings in a configuration file; a line that is none is reported and left out."""
    settings = {}
    for text in Path(filename).read_text(encoding="utf-8").splitlines():
        line = text.strip()
        if not line or line.startswith("#"):
            continue
        if line.count("=") != 1:
            print(f"Bad line in config-file {filename}:\n{line}")  # noqa: T201 - to the program's user
            continue
        name, value = (part.strip() for part in line.split("="))
        settings[name] = _value(value)
    return settings


def _value(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def readconfig(cfgdict: dict[str, Any]) -> None:
    """Change `cfgdict` as the file `turtle.cfg` in the current folder says, if there is one.

    `importconfig = name` in it brings in the file `turtle_name.cfg` first.
    """
    chosen = config_dict("turtle.cfg") if Path("turtle.cfg").is_file() else {}
    imported = f"turtle_{chosen.get('importconfig')}.cfg"
    if "importconfig" in chosen and Path(imported).is_file():
        cfgdict.update(config_dict(imported))
    cfgdict.update(chosen)


readconfig(SETTINGS)

"""`pagelet new`: a small app to begin with."""

import html
import re
import sys
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pagelet_cli.errors import CallError

FOLDER = Path(__file__).parent / "templates"
DEFAULT_TEMPLATE = "program"

_NAME = re.compile(r"[^\W_][\w-]*")
_RESERVED_BY_WINDOWS = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)


@dataclass(frozen=True)
class Template:
    """A kind of app: its name, what it is, and the ending of its file; none for a folder."""

    name: str
    description: str
    ending: str = ""


TEMPLATES = {
    template.name: template
    for template in (
        Template("tag", "a web page with Python in it", ".html"),
        Template("program", "a Python program", ".py"),
        Template("folder", "a page, its Python, its style and its settings, in a folder"),
    )
}


def new(words: list[str], folder: Path) -> Path:
    """Make an app in `folder` from `[TEMPLATE] NAME`; return the new file or folder.

    Raises:
        CallError: the words do not name a template and a new app, or the app is there already.
    """
    template, name = _template_and_name(words)
    _check_name(name, template)
    target = folder / f"{name}{template.ending}"
    source = FOLDER / f"{template.name}{template.ending}"
    title = name.replace("-", " ").replace("_", " ").strip().capitalize()
    try:
        if template.ending:
            _write_new(target, _filled(source, title))
        else:
            target.mkdir()
            for file in sorted(path for path in source.iterdir() if path.is_file()):
                _write_new(target / file.name, _filled(file, title))
    except FileExistsError as error:
        raise CallError(
            f"'{target.name}' is there already; nothing was changed.",
            where=str(folder.absolute()),
            hint="Choose another name, or delete it first.",
        ) from error
    return target


def _template_and_name(words: list[str]) -> tuple[Template, str]:
    match words:
        case [name] if name not in TEMPLATES:
            by_ending = {template.ending: template for template in TEMPLATES.values()}
            template = by_ending.get(Path(name).suffix.lower())
            if template is None or not template.ending:
                template = TEMPLATES[DEFAULT_TEMPLATE]
            return template, name.removesuffix(template.ending)
        case [word, name]:
            if word not in TEMPLATES:
                near = get_close_matches(word, TEMPLATES, n=1)
                raise CallError(
                    f"There is no template '{word}'.",
                    where="pagelet new [TEMPLATE] NAME",
                    hint=f"Did you mean '{near[0]}'?" if near else f"Templates: {_choices()}.",
                )
            return TEMPLATES[word], name.removesuffix(TEMPLATES[word].ending)
        case [_, _, *_]:
            what = "There are too many words; a name has no spaces."
        case _:
            what = "The name of the new app is missing."
    raise CallError(
        what,
        where="pagelet new [TEMPLATE] NAME",
        hint=f"Write for example: pagelet new {words[0] if words else 'program'} my-app",
    )


def _check_name(name: str, template: Template) -> None:
    where = "the name of the new app"
    if not _NAME.fullmatch(name) or _RESERVED_BY_WINDOWS.fullmatch(name):
        better = re.sub(r"[\W_]+", "-", Path(name).name).strip("-")
        usable = _NAME.fullmatch(better) and not _RESERVED_BY_WINDOWS.fullmatch(better)
        raise CallError(
            f"'{name}' cannot be the name of an app.",
            where=where,
            hint="Use letters, digits, - and _, beginning with a letter or a digit"
            + (f": '{better}'." if usable else ", such as 'my-app'."),
        )
    if template.name == "program" and name in sys.stdlib_module_names:
        raise CallError(
            f"'{name}' is the name of one of Python's own modules, "
            f"which a file called {name}.py would hide.",
            where=where,
            hint=f"Choose another name, such as 'my-{name}'.",
        )


def _filled(template: Path, title: str) -> str:
    if template.suffix == ".html":
        title = html.escape(title)
    return template.read_text(encoding="utf-8").replace("{{ title }}", title)


def _write_new(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _choices() -> str:
    return ", ".join(f"{name} ({TEMPLATES[name].description})" for name in TEMPLATES)

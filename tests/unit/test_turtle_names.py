"""The module `turtle` has every name of the standard library's, with the same parameters."""

import ast
import importlib.util
import inspect
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pagelet import turtles
from pagelet.turtles import RawTurtle, Terminator, TNavigator, TPen, Turtle, TurtleScreen


def words(text: str) -> set[str]:
    return set(text.split())


# What `from turtle import *` brings in Python 3.14.
NAMES = words(
    """
    ScrolledCanvas TurtleScreen Screen RawTurtle Turtle RawPen Pen Shape Vec2D
    addshape bgcolor bgpic bye clearscreen colormode delay exitonclick getcanvas getshapes listen
    mainloop mode no_animation numinput onkey onkeypress onkeyrelease onscreenclick ontimer
    register_shape resetscreen save screensize setup setworldcoordinates textinput title tracer
    turtles update window_height window_width
    back backward begin_fill begin_poly bk circle clear clearstamp clearstamps clone color degrees
    distance dot down end_fill end_poly fd fill fillcolor filling forward get_poly getpen getscreen
    get_shapepoly getturtle goto heading hideturtle home ht isdown isvisible left lt onclick ondrag
    onrelease pd pen pencolor pendown pensize penup poly pos position pu radians right reset
    resizemode rt seth setheading setpos setposition setundobuffer setx sety shape shapesize
    shapetransform shearfactor showturtle speed st stamp teleport tilt tiltangle towards turtlesize
    undo undobufferentries up width write xcor ycor
    write_docstringdict done Terminator
    """
)
# Names that programs use though they are not for `import *`.
FURTHER_NAMES = words(
    """
    Canvas TK TNavigator TPen Tbuffer TurtleGraphicsError TurtleScreenBase _CFG _Screen config_dict
    getmethparlist read_docstrings readconfig
    """
)
# Parameters of what came after the Python that these tests may find on this machine.
NEW_SIGNATURES = {
    "fill": "()",
    "no_animation": "()",
    "poly": "()",
    "save": "(filename, *, overwrite=False)",
    "teleport": "(x=None, y=None, *, fill_gap: bool = False) -> None",
}
# Gone since Python 3.13.
OLD_NAMES = {"settiltangle"}


# A name, because the type checker takes `sys.platform` as known and the rest as never reached.
IN_PAGE = sys.platform == "emscripten"


@pytest.fixture
def module() -> Iterator[ModuleType]:
    """The module as a program in a page imports it."""
    if IN_PAGE:
        import turtle

        yield turtle
        return
    path = Path(turtles.__file__).parents[2] / "pagelet_web" / "compat" / "turtle.py"
    specification = importlib.util.spec_from_file_location("turtle", path)
    assert specification is not None and specification.loader is not None
    made = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(made)
    yield made


def standard_library() -> ast.Module:
    """The standard library's module, as text: it cannot be imported without Tk."""
    path = Path(sysconfig.get_path("stdlib")) / "turtle.py"
    if not path.is_file():
        pytest.skip("this Python comes without turtle.py")
    return ast.parse(path.read_text(encoding="utf-8"))


def methods_of_classes(tree: ast.Module) -> dict[str, dict[str, ast.arguments]]:
    """The parameters of public methods by class, those with another name included."""
    classes: dict[str, dict[str, ast.arguments]] = {}
    for node in tree.body:
        if not isinstance(node, ast.ClassDef):
            continue
        methods = classes[node.name] = {}
        for part in node.body:
            if isinstance(part, ast.FunctionDef) and not part.name.startswith("_"):
                methods[part.name] = part.args
            elif isinstance(part, ast.Assign) and isinstance(part.value, ast.Name):
                for target in part.targets:
                    if isinstance(target, ast.Name) and part.value.id in methods:
                        methods[target.id] = methods[part.value.id]
    return classes


def parameters(arguments: ast.arguments) -> list[tuple[str, bool]]:
    """The names of parameters without `self`, and whether each has a default."""
    positional = [each.arg for each in arguments.args][1:]
    first_default = len(positional) - len(arguments.defaults)
    found = [(name, index >= first_default) for index, name in enumerate(positional)]
    found += [(f"*{arguments.vararg.arg}", False)] if arguments.vararg else []
    for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        found.append((f"{each.arg}=", default is not None))
    return found + ([(f"**{arguments.kwarg.arg}", False)] if arguments.kwarg else [])


def our_parameters(function: Any) -> list[tuple[str, bool]]:
    """The same for one of our methods."""
    found = []
    for each in list(inspect.signature(function).parameters.values())[1:]:
        stars = "*" if each.kind is each.VAR_POSITIONAL else ""
        stars = "**" if each.kind is each.VAR_KEYWORD else stars
        ending = "=" if each.kind is each.KEYWORD_ONLY else ""
        found.append((f"{stars}{each.name}{ending}", each.default is not each.empty))
    return found


def test_every_name_is_there(module: ModuleType) -> None:
    assert NAMES - set(module.__all__) == set()
    assert [name for name in NAMES | FURTHER_NAMES if not hasattr(module, name)] == []


def test_import_star_brings_nothing_else(module: ModuleType) -> None:
    assert set(module.__all__) - NAMES == set()


@pytest.mark.parametrize(
    "owner", [RawTurtle, TNavigator, TPen, Turtle, TurtleScreen, turtles._Screen, turtles.Shape]
)
def test_methods_take_what_those_of_the_standard_library_take(owner: type) -> None:
    differences = {}
    for name, arguments in methods_of_classes(standard_library())[owner.__name__].items():
        if name in OLD_NAMES:
            continue
        ours = getattr(owner, name, None)
        if ours is None or our_parameters(ours) != parameters(arguments):
            differences[name] = ours and our_parameters(ours)

    # Parameters of our own parents that the standard library leaves to subclasses.
    differences.pop("speed", None) if owner is TNavigator else None
    assert differences == {}


def default_values(tree: ast.Module, owner: str) -> dict[str, dict[str, object]]:
    """The values of parameters that have one, by method of a class, `__init__` included."""
    (body,) = (
        node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == owner
    )
    known = {**constants(tree.body), **constants(body)}
    values: dict[str, dict[str, object]] = {}
    for part in body:
        if isinstance(part, ast.FunctionDef) and (part.name == "__init__" or part.name[0] != "_"):
            arguments, given = part.args, part.args.defaults
            pairs = [*zip(arguments.args[len(arguments.args) - len(given) :], given, strict=True)]
            pairs += [
                (name, default)
                for name, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
                if default is not None
            ]
            values[part.name] = {
                name.arg: eval(compile(ast.Expression(default), "turtle.py", "eval"), {}, known)
                for name, default in pairs
            }
    return values


def constants(body: list[ast.stmt]) -> dict[str, object]:
    """What is assigned to names and can be read without running anything."""
    found: dict[str, object] = {}
    for part in body:
        if isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name):
            try:
                found[part.targets[0].id] = ast.literal_eval(part.value)
            except ValueError:
                continue
    return found


def our_default_values(function: Any) -> dict[str, object]:
    given = inspect.signature(function).parameters.values()
    return {each.name: each.default for each in given if each.default is not each.empty}


@pytest.mark.parametrize(
    "owner",
    [*(RawTurtle, TNavigator, TPen, Turtle, TurtleScreen), turtles._Screen, turtles.Shape],
)
def test_default_values_are_those_of_the_standard_library(owner: type) -> None:
    """Those of the functions of the module are made of the same methods."""
    theirs = default_values(standard_library(), owner.__name__)
    for name in OLD_NAMES | ({"speed"} if owner is TNavigator else set()):
        theirs.pop(name, None)
    ours = {name: our_default_values(getattr(owner, name)) for name in theirs}

    assert "__init__" in theirs or owner is turtles._Screen
    assert ours == theirs


def test_functions_have_the_default_values_of_their_methods(module: ModuleType) -> None:
    tree = standard_library()
    for owner in ("TNavigator", "TPen", "RawTurtle", "TurtleScreen", "_Screen"):
        for name, values in default_values(tree, owner).items():
            # What TNavigator has of this name is a stub for TPen's.
            if name in module.__all__ and (owner, name) != ("TNavigator", "speed"):
                assert (name, our_default_values(getattr(module, name))) == (name, values)
    canvas = default_values(tree, "ScrolledCanvas")["__init__"]
    assert our_default_values(module.ScrolledCanvas.__init__) == canvas


def test_functions_show_the_parameters_that_the_standard_library_shows(module: ModuleType) -> None:
    for name, signature in {
        **NEW_SIGNATURES,
        "undo": "()",
        "goto": "(x, y=None)",
        "bgcolor": "(*args)",
        "pen": "(pen=None, **pendict)",
        "setup": "(width=0.5, height=0.75, startx=None, starty=None)",
        "dot": "(size=None, *color)",
        "write": "(arg, move=False, align='left', font=('Arial', 8, 'normal'))",
    }.items():
        assert (name, str(inspect.signature(getattr(module, name)))) == (name, signature)


def test_every_function_and_method_has_help(module: ModuleType) -> None:
    for name in module.__all__:
        assert inspect.getdoc(getattr(module, name)), name
    assert module.forward.__doc__ == Turtle.forward.__doc__
    assert (module.forward.__name__, module.forward.__module__) == ("forward", "turtle")


def test_classes_are_those_of_the_module_turtle(module: ModuleType) -> None:
    assert repr(module.Turtle) == "<class 'turtle.Turtle'>"
    assert module.Pen is module.Turtle
    assert module.RawPen is module.RawTurtle


def test_functions_move_the_program_s_own_turtle(
    module: ModuleType, turtle_screen: TurtleScreen
) -> None:
    module.tracer(0)
    module.forward(50)
    module.left(90)

    assert module.pos() == (50, 0)
    assert module.getturtle() is module.getpen()
    assert module.turtles() == [module.getturtle()]
    assert module.getscreen() is module.Screen() is module.Screen()
    second = module.Turtle()
    assert second.pos() == (0, 0)
    assert module.turtles() == [module.getturtle(), second]
    module.bye()


def test_after_bye_the_next_function_says_that_the_window_is_gone(
    module: ModuleType, turtle_screen: TurtleScreen
) -> None:
    """Once; the one after that opens a new window, as the standard library does."""
    module.tracer(0)
    old = module.Turtle()
    module.bye()

    with pytest.raises(Terminator, match=r"^The turtle's window was closed\.$"):
        module.forward(10)
    with pytest.raises(Terminator):
        old.forward(10)
    module.tracer(0)
    assert module.turtles() == []
    module.bye()


def test_the_texts_of_help_can_be_written_out_and_read_in(
    module: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    module.write_docstringdict()
    names: dict[str, Any] = {}
    exec(Path("turtle_docstringdict.py").read_text(encoding="utf-8"), names)
    texts = names["docsdict"]

    assert texts["Turtle.forward"] == Turtle.forward.__doc__
    assert "Turtle.fd" not in texts
    before = Turtle.home.__doc__
    Path("turtle_docstringdict_test.py").write_text(
        "docsdict = {'Turtle.home': 'Nach Hause.', 'Turtle.nothing': ''}", encoding="utf-8"
    )
    try:
        module.read_docstrings("test")
        assert Turtle.home.__doc__ == "Nach Hause."
    finally:
        TNavigator.home.__doc__ = before
    assert capsys.readouterr().out == "Bad docstring-entry: Turtle.nothing\n"


def test_parameters_as_text(module: ModuleType) -> None:
    assert module.getmethparlist(Turtle.pen)[1] == "(pen, **pendict)"
    assert module.getmethparlist(Turtle.color)[1] == "(*args)"
    assert module.getmethparlist(Turtle.teleport)[1] == "(x, y, fill_gap=fill_gap)"


def test_settings_are_read_from_a_file(
    module: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("turtle.cfg").write_text(
        "# A comment\nwidth = 0.75\nshape = circle\nvisible = False\ncanvwidth = 500\n"
        "title = ''\npencolor: red\nimportconfig = mine\n"
    )
    Path("turtle_mine.cfg").write_text("shape = square\nundobuffersize = 5\n")
    settings: dict[str, Any] = {}
    module.readconfig(settings)

    assert settings == {
        "width": 0.75,
        "shape": "circle",
        "visible": False,
        "canvwidth": 500,
        "title": "",
        "undobuffersize": 5,
        "importconfig": "mine",
    }
    assert capsys.readouterr().out == "Bad line in config-file turtle.cfg:\npencolor: red\n"

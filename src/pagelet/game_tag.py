"""Tags with `type="py-game"`: programs for pygame-ce, drawn on a canvas of the page."""

import asyncio
import itertools
from importlib.util import find_spec

from pagelet import _run, config, output, preparation
from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._nodes import make
from pagelet.editor import text
from pagelet.editor.environment import Environment
from pagelet.errors import ConfigError, TagError
from pagelet.source import Source

WHEEL = "pygame_ce-2.5.7-cp314-cp314-pyemscripten_2026_0_wasm32.whl"

_numbers = itertools.count(1)


def start(node: Node) -> asyncio.Task[object]:
    """Start the game of a tag; return its task."""
    return output.spawn(_run_tag(node))


async def _run_tag(node: Node) -> None:
    place = text.place_behind(node, "py-game")
    place.classList.add("pagelet-output")
    out = output.Output(place)
    game = _run.Run(out, lambda: _play(node, out))
    buttons = Buttons(game) if node.hasAttribute("controls") else None
    if buttons:
        place.before(buttons.node)
    ended = await game.until_over()
    if ended != "finished":
        # What is left of it: the timers of pygame.time.set_timer, tasks, threads.
        game.end()
    if buttons:
        buttons.end(ended)


class Buttons:
    """A button Stop, and how the game ended."""

    def __init__(self, game: _run.Run) -> None:
        self._state = make("span", "running", role="status")
        self._stop = make("button", "Stop", type="button")
        self.node = make("div", self._stop, self._state, class_="pagelet-canvas-tools")
        self._game, self._is_over = game, False
        host.listen(self._stop, "click", lambda _: self._on_stop(), {})

    def _on_stop(self) -> None:
        self._game.stop()
        if self._is_over:
            # Only tasks and threads of the game were still there.
            self._game.end()
            self.end("stopped")

    def end(self, ended: str) -> None:
        """Show how the game ended; Stop remains for what it has left running."""
        self._is_over = True
        self._state.textContent = ended
        self._stop.disabled = ended != "finished" or not self._game.has_tasks()


async def _play(node: Node, out: output.Output) -> None:
    _check_place()
    canvas = _canvas_of(node)
    code = await text.code_of(node)
    asked = await config.of_text(str(node.getAttribute("config") or ""), where="config= of a game")
    try:
        await preparation.bring(asked)
    finally:
        host.show_progress(None)
    _check_pygame()
    from pagelet._adapters import pygame_loops

    pygame_loops.use_canvas(canvas)
    page = await host.import_module(f"{host.asset_base}pagelet.js")
    detail = {
        "canvas": canvas,
        "code": code,
        "config": dict(asked.values),
        "wrap": await page.whenDefined("py"),
    }
    if host.dispatch(node, "py-game", detail, cancelable=True):
        environment = Environment()
        async with environment.turn(node):
            await environment.execute(Source(_name_of(node), code), out)


def _name_of(node: Node) -> str:
    """Return how messages name the code of a tag: its file, or a name of its own."""
    return str(node.getAttribute("src") or "").strip() or f"game {next(_numbers)}"


def _check_place() -> None:
    """Raise TagError where SDL could not draw on the page's canvas."""
    if host.waits_inside:
        raise TagError(
            "A game for pygame-ce cannot run here: this page has its Python in a worker.",
            where='<script type="py-game">',
            hint="Leave out data-pagelet-place at <html> and pagelet-place in the page's address; "
            "or draw with Pagelet's own canvas: from pagelet import canvas.",
        )


def _check_pygame() -> None:
    if find_spec("pygame") is None:
        raise ConfigError(
            "This game needs pygame-ce, which is not here.",
            where='<script type="py-game">',
            hint="Put its wheel for this runtime beside the page and name it at the tag: "
            f'config=\'{{"packages": ["./{WHEEL}"]}}\'.',
        )


def _canvas_of(node: Node) -> Node:
    """Return the canvas that the tag names, or that has the id `canvas`.

    Raises:
        TagError: the page has none.
    """
    name = str(node.getAttribute("target") or "canvas").removeprefix("#")
    canvas = host.document.getElementById(name)
    if not canvas or canvas.localName != "canvas":
        raise TagError(
            f"The page has no <canvas> with the id '{name}' for the game.",
            where='<script type="py-game">',
            hint=f'Add <canvas id="{name}"></canvas>.',
        )
    return canvas

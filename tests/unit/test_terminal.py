"""Lines that are edited in a terminal: keys in, text and cursor out; no browser is needed."""

import re

import pytest

from pagelet.console.completion import Completions
from pagelet.console.history import History
from pagelet.terminal.keyboard import Keyboard
from pagelet.terminal.keys import split_keys
from pagelet.terminal.line_editor import Done, LineEditor, width_of

COLUMNS = 10
LEFT, RIGHT, UP, DOWN = "\x1b[D", "\x1b[C", "\x1b[A", "\x1b[B"


class Screen:
    """Understands what an editor draws: as a terminal of ten columns does."""

    def __init__(self, column: int = 0) -> None:
        self.rows: list[list[str]] = [[]]
        self.row, self.column = 0, column

    def write(self, text: str) -> None:
        for part in re.findall(r"\x1b\[[0-9;?]*[@-~]|.", text, re.DOTALL):
            if part.startswith("\x1b"):
                self._obey(part[-1], int(re.sub(r"\D", "", part) or 1))
            elif part == "\r":
                self.column = 0
            elif part == "\n":
                # As `convertEol` asks for.
                self._go_down()
                self.column = 0
            else:
                self._put(part)

    def _obey(self, command: str, count: int) -> None:
        if command == "A":
            assert self.row >= count, "it goes above what it has drawn"
            self.row -= count
        elif command == "C":
            self.column += count
        elif command == "J":
            del self.rows[self.row][self.column :], self.rows[self.row + 1 :]

    def _put(self, letter: str) -> None:
        if self.column + width_of(letter) > COLUMNS:
            self._go_down()
            self.column = 0
        row = self.rows[self.row]
        row += " " * (self.column - len(row))
        row[self.column : self.column + 1] = [letter, *[""] * (width_of(letter) - 1)]
        self.column += width_of(letter)

    def _go_down(self) -> None:
        self.row += 1
        if self.row == len(self.rows):
            self.rows.append([])

    @property
    def text(self) -> list[str]:
        return ["".join(row) for row in self.rows]


class Typist:
    """A person at a terminal: presses keys, sees what is drawn."""

    def __init__(self, editor: LineEditor, start: int = 0) -> None:
        self.editor = editor
        self.screen = Screen(start)
        self.done: Done | None = None
        self.screen.write(editor.draw())

    def press(self, *keys: str) -> "Typist":
        for key in keys:
            for one in split_keys(key):
                drawn, self.done = self.editor.press(one)
                self.screen.write(drawn)
        return self

    @property
    def cursor(self) -> tuple[int, int]:
        return self.screen.row, self.screen.column


def typist(prompt: str = "> ", start: int = 0, **options: object) -> Typist:
    history = History(None)
    for line in ("one", "two"):
        history.add(line)
    editor = LineEditor(
        prompt,
        history,
        columns=lambda: COLUMNS,
        start=start,
        **options,  # type: ignore[arg-type]
    )
    return Typist(editor, start)


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["abc"], "abc"),
        (["abc", LEFT, "x"], "abxc"),
        (["abc", LEFT, LEFT, RIGHT, "x"], "abxc"),
        (["abc", "\x7f"], "ab"),
        (["abc", "\x01", "\x7f", "x"], "xabc"),
        (["abc", "\x1b[H", "\x1b[3~"], "bc"),
        (["abc", "\x01", "\x04"], "bc"),
        (["abc", "\x01", "\x05", "x"], "abcx"),
        (["ab cd", "\x17"], "ab "),
        (["ab cd", "\x17", "\x01", "\x19"], "cdab "),
        (["abc", LEFT, "\x0b"], "ab"),
        (["abc", LEFT, "\x15"], "c"),
        (["ab cd ef", "\x1b[1;5D", "\x1b[1;5D", "x"], "ab xcd ef"),
        (["ab cd", "\x01", "\x1b[1;5C", "x"], "abx cd"),
        ([UP], "two"),
        ([UP, UP], "one"),
        ([UP, UP, UP, DOWN], "two"),
        (["o", UP], "one"),
        (["new", UP, "x"], "newx"),
        ([UP, DOWN], ""),
        (["a\x1b[200~b\tc\x1b[201~d"], "ab    cd"),
        (["\x1b[99~x"], "x"),
        (["日本", LEFT, "x"], "日x本"),
    ],
)
def test_keys_edit_the_line(keys: list[str], text: str) -> None:
    assert typist().press(*keys).editor.text == text


def test_enter_ends_the_line_behind_its_last_letter() -> None:
    person = typist().press("abc", LEFT, LEFT, "\r")

    assert person.done == Done("abc")
    assert person.screen.text == ["> abc", ""]


def test_control_d_ends_the_input_only_in_an_empty_line() -> None:
    assert typist().press("\x04").done == Done(None)
    assert typist().press("a", "\x04").done is None


@pytest.mark.parametrize(
    ("keys", "shown", "cursor"),
    [
        ("abc", ["> abc"], (0, 5)),
        ("abcdefgh", ["> abcdefgh", ""], (1, 0)),
        ("abcdefghij", ["> abcdefgh", "ij"], (1, 2)),
        ("abcdefghij\x01", ["> abcdefgh", "ij"], (0, 2)),
        ("abcdefghij\x01\x0b", ["> "], (0, 2)),
        ("abcdefg日本", ["> abcdefg", "日本"], (1, 4)),
    ],
)
def test_long_lines_go_on_in_the_next_row(
    keys: str, shown: list[str], cursor: tuple[int, int]
) -> None:
    person = typist().press(*keys)

    assert (person.screen.text, person.cursor) == (shown, cursor)


def test_a_line_begins_where_the_text_before_it_ends() -> None:
    person = typist("", start=6).press("abcdefgh", "\x01")

    assert person.screen.text == ["      abcd", "efgh"]
    assert person.cursor == (0, 6)


def test_colours_of_a_prompt_take_no_room() -> None:
    assert typist("\x1b[32m> \x1b[0m").press("ab").cursor == (0, 4)


def test_a_hidden_line_shows_nothing() -> None:
    person = typist(hidden=True).press("secret")

    assert person.screen.text == ["> "]
    assert person.editor.text == "secret"


def completing(before: str) -> Completions:
    options = [word for word in ("print(", "private", "import") if word.startswith(before)]
    return Completions(0, tuple(options))


def test_tab_completes_and_lists() -> None:
    person = typist(complete=completing).press("i", "\t")
    assert person.editor.text == "import"

    person = typist(complete=completing).press("p", "\t")
    assert person.editor.text == "pri"
    person.press("\t")
    assert person.screen.text == ["> pri", "print(", "private", "> pri"]


def test_tab_at_the_beginning_indents() -> None:
    assert typist(complete=completing).press("\t", "x").editor.text == "    x"


def test_keys_are_told_apart() -> None:
    data = "a\x1b[A\x1bOB\x1b[1;5C\x1bb\r\né\x1b"

    assert [*split_keys(data)] == [
        "a",
        "\x1b[A",
        "\x1bOB",
        "\x1b[1;5C",
        "\x1bb",
        "\r\n",
        "é",
        "\x1b",
    ]


def test_control_c_interrupts_and_drops_what_was_typed() -> None:
    pressed: list[str] = []
    keyboard = Keyboard(lambda: pressed.append("^C"))
    keyboard.feed("abc\x03d")

    assert (pressed, keyboard.take(), keyboard.take()) == (["^C"], "d", "")


def test_control_c_is_a_key_like_others_where_a_program_asks_for_that() -> None:
    keyboard = Keyboard(lambda: pytest.fail("it was not to interrupt"))
    keyboard.interrupts = False
    keyboard.feed("\x03")

    assert keyboard.take() == "\x03"


def test_pasted_text_may_come_in_pieces() -> None:
    keyboard = Keyboard(lambda: None)
    keyboard.feed("\x1b[200~a\rb")
    assert keyboard.is_empty()
    keyboard.feed("c\x1b[201~")

    assert [keyboard.take() for _ in range(5)] == ["a", "\r", "b", "c", ""]

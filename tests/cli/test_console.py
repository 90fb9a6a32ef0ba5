import pytest

from pagelet.errors import PageletError
from pagelet_cli.console import say, show_error


def test_text_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    say("[bold]no markup[/bold] " + "long " * 40)

    assert capsys.readouterr().out == "[bold]no markup[/bold] " + "long " * 40 + "\n"


def test_what_others_say_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    say("a\x1b[31mb\rc\x07d\te\x9b1mf\r\ng")

    assert capsys.readouterr().out == "a�[31mb�c�d\te�1mf\ng\n".expandtabs()


def test_an_error_goes_to_stderr_in_three_parts(capsys: pytest.CaptureFixture[str]) -> None:
    error = PageletError("It broke.", where="line 1", hint="Mend it.")

    show_error(error)

    captured = capsys.readouterr()
    assert captured.err == "It broke.\n  where: line 1\n  try:   Mend it.\n"
    assert captured.out == ""

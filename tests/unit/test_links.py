import random

import pytest

from pagelet._links import LONGEST, LinkedApp, app_in, fragment_of

PROGRAM = b"""import random

number = random.randint(1, 100)
while True:
    guess = int(input("Guess a number: "))
    if guess < number:
        print("Too low!")
    elif guess > number:
        print("Too high!")
    else:
        print("Correct!")
        break
"""


def linked(**files: bytes) -> LinkedApp:
    return LinkedApp("main.py", {"main.py": PROGRAM, **files}, {"title": "Größe 數"})


def test_an_app_comes_out_of_a_fragment_as_it_went_in() -> None:
    app = linked(**{"data/größe.csv": "a,ü\r\n</script>".encode(), "empty": b"", "b": bytes(256)})

    assert app_in(fragment_of(app)) == app


def test_a_fragment_can_stand_in_an_address_as_it_is() -> None:
    noise = random.Random(1).randbytes(3_000)

    assert set(fragment_of(linked(noise=noise))) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    )


def test_a_short_program_makes_a_short_link() -> None:
    # Deflated without the dictionary it takes twice as many.
    assert len(fragment_of(LinkedApp("main.py", {"main.py": PROGRAM}))) < len(PROGRAM) * 0.8
    assert 100 * len(PROGRAM) < LONGEST


@pytest.mark.parametrize("fragment", ["", "1", "section-2", "2abc", "1ab=c", "1a b"])
def test_what_is_no_link_with_an_app_is_told(fragment: str) -> None:
    with pytest.raises(ValueError, match=r"carries no app|missing or changed"):
        app_in(fragment)


def test_a_link_that_was_cut_is_told_wherever_it_was_cut() -> None:
    whole = fragment_of(linked())

    for length in range(2, len(whole)):
        with pytest.raises(ValueError, match="a part of it is missing or changed"):
            app_in(whole[:length])

"""Programs from books whose course depends on chance, time or Stop, each played by a person.

The players below read what is on the page, as a person would, and decide what to answer.
"""

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from tests.browser.apps import Serve
from tests.browser.conversation import Conversation
from tests.browser.rig import Tab

CORPUS = Path(__file__).parent / "corpus"
Play = Callable[[str], Conversation]

pytestmark = pytest.mark.engines("chromium", "firefox")


@pytest.fixture
def play(tab: Tab, serve_app: Serve) -> Play:
    def start(program: str) -> Conversation:
        tab.goto(serve_app(CORPUS / f"{program}.py").url)
        return Conversation(tab)

    return start


def test_guess_the_number_is_won_by_halving(play: Play) -> None:
    talk = play("guess_the_number")
    talk.answer("fifty")
    low, high, guess, guesses = 1, 100, 0, 0
    while "Correct!" not in (said := talk.wait_for_question() or ""):
        match said.splitlines()[-2]:
            case "Too low":
                low = guess + 1
            case "Too high":
                high = guess - 1
            case last:
                assert last == "That's not a number!"
        guess = (low + high) // 2
        guesses += 1
        talk.answer(str(guess))
    talk.answer("")

    said = talk.wait_for_end()
    assert f"Correct! You needed {guesses} tries.\nPress Enter to continue...\nBye" in said


def test_hangman_is_won_or_lost_letter_by_letter(play: Play) -> None:
    talk = play("hangman")
    for letter in ["e", "ee", "e", "?", *"aiourtbcgplmdsnwvk"]:
        said = talk.wait_for_question() or ""
        if "play again" in said:
            break
        talk.answer(letter)
    talk.answer("no")

    said = talk.wait_for_end()
    assert "Please enter a single letter.\nGuess a letter.\ne\nYou have already" in said
    assert "Please enter a LETTER." in said
    (word,) = re.findall(r'word (?:is|was) "(\w+)"', said)
    won = "You have won!" in said
    assert won != ("  O   |\n /|\\  |\n / \\  |\n     ===" in said)
    if won:
        # The blanks are not shown again after the last letter.
        assert len(re.findall(r"^(?:[a-z_] )+$", said, re.MULTILINE)[-1]) == 2 * len(word)


def test_rock_paper_scissors_counts(play: Play) -> None:
    talk = play("rock_paper_scissors")
    for move in "rpsxrps":
        talk.answer(move)
    talk.answer("q")

    said = talk.wait_for_end()
    wins, losses, ties = re.findall(r"(\d) Wins, (\d) Losses, (\d) Ties", said)[-1]
    assert said.count("You win!") == int(wins)
    assert said.count("You lose!") == int(losses)
    assert said.count("It is a tie!") == int(ties)
    assert int(wins) + int(losses) + int(ties) == 6
    assert said.count("Type one of r, p, s, or q.") == 1


def test_times_tables_praises_and_corrects(play: Play) -> None:
    talk = play("times_tables")
    talk.answer("Grace")
    talk.answer("4")
    for number in range(4):
        a, b = re.findall(r"(\d+) x (\d+) = $", talk.wait_for_question() or "", re.MULTILINE)[-1]
        talk.answer(str(int(a) * int(b)) if number else "a lot")

    said = talk.wait_for_end()
    assert "Grace got 3 of 4 right, 75 %\nPractise these:\n" in said
    assert said.count("Correct!") == 3


def test_blackjack_is_played_with_cards_and_money(play: Play) -> None:
    talk = play("blackjack")
    rounds = 0
    while said := talk.wait_for_question() or "":
        asked = said.splitlines()
        if "How much" in asked[-2]:
            talk.answer(str(10 * rounds) if rounds < 3 else "quit")
            rounds += 1
        elif "(H)it" in asked[-2]:
            total = int(re.findall(r"PLAYER: (\d+)", said)[-1])
            talk.answer("h" if total < 15 else "s")
        else:
            assert asked[-1] == "Press Enter to continue..."
            talk.answer("")

    said = talk.wait_for_end()
    assert said.startswith("Money: 100\nHow much do you bet? (1-100, or QUIT)\n> 0\nMoney: 100\n")
    assert said.endswith("Thanks for playing!\n")
    assert re.search(r"DEALER: \?\?\?\n ___   ___  \n\|## \| \|(10|[2-9JQKA] ) \| \n", said)
    for before, round_, after in re.findall(
        r"Money: (\d+)\nHow.*?\n> (\d+)\n.*?(?=Money: (\d+))", said
    ):
        assert abs(int(after) - int(before)) in (0, int(round_))


def test_minesweeper_ends_with_a_bomb_or_victory(play: Play) -> None:
    talk = play("minesweeper")
    talk.answer("here")
    talk.answer("9,9")
    for row, column in product(range(6), range(6)):
        if talk.wait_for_question() is None:
            break
        talk.answer(f"{row},{column}")

    said = talk.wait_for_end()
    assert said.count("Invalid location. Try again.") == 2
    assert said.count("0 | . . . . . . \n1 | . . . . . . \n") >= 3
    final = said[said.rindex("    0 1 2 3 4 5\n") :]
    assert final.count("*") == 5
    assert final.endswith(("SORRY GAME OVER :(\n", "CONGRATULATIONS!!!! YOU ARE VICTORIOUS!\n"))


def test_mastermind_is_cracked_by_trying_all(play: Play) -> None:
    talk = play("mastermind")
    talk.answer("xyz")
    tried = 0
    for guess in product("rgby", repeat=3):
        if talk.wait_for_question() is None:
            break
        talk.answer("".join(guess))
        tried += 1

    said = talk.wait_for_end()
    assert f"   ●●●\nCracked in {tried + 1} guesses\n" in said


def test_battleship_shows_the_board_after_each_shot(play: Play) -> None:
    talk = play("battleship")
    for row, column in [("0", "0"), ("0", "0"), ("7", "1"), ("4", "4")]:
        if talk.wait_for_question() is None:
            break
        talk.answer(row)
        talk.answer(column)

    said = talk.wait_for_end()
    if "Congratulations!" in said:
        return
    assert "Guess Row:0\nGuess Col:0\nYou missed my battleship!\nX O O O O\n" in said
    assert "You guessed that one already.\n" in said
    assert "Oops, that's not even in the ocean.\n" in said
    assert re.search(r"Game Over\nIt was at \d \d\nX O O O O\n(O O O O O\n){3}O O O O X\n", said)


def test_magic_8_ball_thinks_and_answers(play: Play) -> None:
    talk = play("magic_8_ball")
    talk.answer("Hello")
    talk.answer("Will it rain?")
    talk.answer("bye")

    said = talk.wait_for_end()
    assert "(or 'bye'): Hello\nThat's not a question...\n" in said
    assert re.search(r"Will it rain\?\nThinking\.\.\.\n[A-Z].+\.\nAsk me", said)


def test_dragon_fight_has_a_winner(play: Play) -> None:
    talk = play("dragon_fight")
    talk.answer("")
    talk.answer("p")
    while talk.wait_for_question() is not None:
        talk.answer("a")

    said = talk.wait_for_end()
    assert "Hero     [##########] 50 HP\nDragon   [##########] 50 HP\n" in said
    assert "Glug glug. 1 potions left.\n" in said
    assert re.search(r"\*\*\* (Hero|Dragon) wins! \*\*\*\n$", said)


def test_slot_machine_spins_in_one_line(play: Play) -> None:
    talk = play("slot_machine")
    talk.answer("")
    talk.answer("")
    talk.answer("q")

    said = talk.wait_for_end()
    spin = r"  (?:[🍒🍋🔔⭐] \| ){2}[🍒🍋🔔⭐]  \n(JACKPOT! \+10|A pair! \+1|Nothing\.)\n"
    results = re.findall(spin, said)
    assert len(results) == 2
    coins = 8 + sum({"J": 10, "A": 1, "N": 0}[result[0]] for result in results)
    assert said.endswith(f"You leave with {coins} coins.\n")


def test_secret_santa_gives_everybody_somebody_else(play: Play) -> None:
    talk = play("secret_santa")
    people = ["Ann", "Bob", "Cleo", "Dan"]
    for name in ["Ann", "Ann", "", "Bob", "Cleo", "Dan", ""]:
        talk.answer(name)
    for _ in people:
        talk.answer("")

    said = talk.wait_for_end()
    assert "Already there\n" in said
    assert "At least three people!\n" in said
    pairs = re.findall(r"(\w+), come here alone.*\nYou give a present to (\w+)\n", said)
    assert [giver for giver, _ in pairs] == people
    assert sorted(taker for _, taker in pairs) == people
    assert all(giver != taker for giver, taker in pairs)


def test_coins_and_dice_fall_at_random(play: Play) -> None:
    said = play("coin_flip").wait_for_end()
    heads, tails, together = map(int, re.findall(r": (\d+)", said)[:3])
    assert heads + tails == together == 1000
    again = play("coin_flip").wait_for_end()
    assert again != said

    said = play("dice_statistics").wait_for_end()
    rolls = re.findall(r"^ ?(\d+) +(\d+) +(\d+\.\d)%  (\**)$", said, re.MULTILINE)
    assert [int(total) for total, *_ in rolls] == list(range(2, 13))
    assert sum(int(count) for _, count, _, _ in rolls) == 20000
    assert "Most often: 7\n" in said


def test_countdown_counts_in_one_line(play: Play) -> None:
    talk = play("countdown")
    talk.answer("2")
    talk.wait_for_text("00:02")
    assert talk.text() == "Enter the time in seconds: 2\n00:02"
    talk.wait_for_text("00:01")
    assert talk.text() == "Enter the time in seconds: 2\n00:01"

    assert talk.wait_for_end() == "Enter the time in seconds: 2\nFire in the hole!!\n"


def test_stopwatch_takes_laps_until_ctrl_c(play: Play) -> None:
    talk = play("stopwatch")
    for _ in range(3):
        talk.answer("")
    talk.wait_for_text("Lap #2")
    talk.stop()

    said = talk.text()
    laps = re.findall(r"Lap #(\d): ([\d.]+) \(([\d.]+)\)", said)
    assert [number for number, _, _ in laps] == ["1", "2"]
    assert float(laps[1][1]) >= float(laps[0][1])
    assert said.endswith("\nDone.\n")


def test_matrix_rain_falls_until_stop_and_says_its_last_words(play: Play) -> None:
    talk = play("matrix_rain")
    talk.wait_for_text("1\n")
    talk.stop()

    said = talk.text()
    assert re.match(r"([01 ]{60}\n)+[01 ]*Wake up, Neo\n$", said)


def test_digital_clock_shows_the_time_in_one_line_until_stop(play: Play, tab: Tab) -> None:
    talk = play("digital_clock")
    now = "new Date().toTimeString().slice(0, 8)"
    tab.wait_for(f"document.querySelector('#pagelet-output').textContent === {now}", seconds=120)
    before = tab.evaluate(now)
    tab.wait_for(
        f"document.querySelector('#pagelet-output').textContent === {now} && {now} > '{before}'"
    )
    talk.stop()
    assert tab.inner_text("#pagelet-state") == "stopped"


def test_typing_test_measures(play: Play) -> None:
    talk = play("typing_test")
    talk.answer("")
    sentence = re.findall(r"Type this: (.+)\n", talk.wait_for_question() or "")[0]
    talk.answer(sentence.replace("p", "b"))

    said = talk.wait_for_end()
    seconds = float(re.findall(r"Time    : (\d+\.\d\d) seconds", said)[0])
    right = 100 * (1 - sentence.count("p") / len(sentence))
    assert f"Accuracy: {right:.0f} %\n" in said
    speed = float(re.findall(r"Speed   : (\d+\.\d) words", said)[0])
    # The time is shown rounded.
    assert speed == pytest.approx(len(sentence.split()) / seconds * 60, rel=0.2)


def test_timing_decorator_measures_sleep(play: Play) -> None:
    said = play("timing_decorator").wait_for_end()
    assert re.match(r"slow_sum took \d+\.\d{4} s\n44999850000\nnap took ", said)
    assert float(re.findall(r"nap took ([\d.]+) s", said)[0]) >= 0.24
    assert said.endswith("Hello!\nHello!\nHello!\nnap - Sleeps a little.\n")


def test_diary_is_still_there_in_the_next_run(play: Play, tab: Tab) -> None:
    talk = play("diary")
    for answer in ["swordfish", "r", "w", "I met a dragon.", "w", "Rain.", "s", "DRAGON", "q"]:
        talk.answer(answer)
    said = talk.wait_for_end()
    assert "Your diary is empty.\n" in said
    entry = r"\d\d\.\d\d\.20\d\d \d\d:\d\d \| "
    assert re.search(rf"1 entries found\n  -> {entry}I met a dragon\.\n", said)

    talk.run_again()
    talk.answer("sesame")
    assert talk.wait_for_end().endswith("Wrong password! Go away.\n")

    talk.run_again()
    for answer in ["swordfish", "r", "q"]:
        talk.answer(answer)
    said = talk.wait_for_end()
    assert re.search(rf"1 : {entry}I met a dragon\.\n2 : {entry}Rain\.\n", said)


def test_egg_timer_rings_from_its_thread(play: Play) -> None:
    said = play("egg_timer").wait_for_end()
    assert re.match(
        r"The egg is cooking\.+\nRING RING! Your egg is ready\.\n\.?Bon appetit\n$", said
    )


def test_memory_game_clears_the_screen_before_it_asks(play: Play) -> None:
    """What was to be remembered must be gone, or it is no game."""
    talk = play("memory_game")
    talk.wait_for_text("Remember:")
    numbers = re.findall(r"\d", talk.text())
    said = talk.wait_for_question() or ""
    assert said == "What were the numbers? "

    talk.answer(" ".join(numbers))
    talk.wait_for_text("Level 3 done.")
    talk.answer("1 2 3 4 five")
    said = talk.wait_for_end()
    assert re.search(r"Wrong, it was:( \d){4}\nYou reached level 4\n", said)


def test_game_of_life_is_an_animation(play: Play) -> None:
    """Each generation takes the place of the one before: the screen is cleared."""
    said = play("game_of_life").wait_for_end()
    assert said.startswith("Generation 24\n")
    assert said.count("Generation") == 1
    # The glider has gone six fields down and to the right.
    rows = said.splitlines()[1:9]
    alive = {(x, y) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell == "O"}
    assert alive == {
        ((x + 6) % 20, (y + 6) % 8) for x, y in [(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)]
    }


def test_lines_are_read_from_stdin_as_they_are_typed(play: Play) -> None:
    talk = play("stdin_sum")
    for line in ["3", "four", "0.5", "end"]:
        talk.answer(line)

    said = talk.wait_for_end()
    assert "ignored: four\n" in said
    assert said.endswith("The sum is 3.5\n")

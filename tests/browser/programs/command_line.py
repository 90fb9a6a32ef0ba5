"""A tool as one would write it for a terminal: argparse, logging, doctest and unittest."""

import argparse
import doctest
import logging
import shlex
import sys
import unittest


def roman(number):
    """Return a whole number as the Romans wrote it.

    >>> roman(1994)
    'MCMXCIV'
    >>> [roman(n) for n in (1, 4, 9, 40)]
    ['I', 'IV', 'IX', 'XL']
    >>> roman(0)
    Traceback (most recent call last):
        ...
    ValueError: the Romans had no 0
    """
    if number < 1:
        raise ValueError(f"the Romans had no {number}")
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    letters = "M CM D CD C XC L XL X IX V IV I".split()
    result = ""
    for value, letter in zip(values, letters, strict=True):
        count, number = divmod(number, value)
        result += letter * count
    return result


parser = argparse.ArgumentParser(prog="numbers", description="Write numbers in other ways.")
parser.add_argument("numbers", type=int, nargs="+", help="what to write")
parser.add_argument("--style", choices=["roman", "hex", "words"], default="roman")
parser.add_argument("--sum", action="store_true", dest="add_up")
parser.add_argument("-v", action="count", default=0)

logging.basicConfig(stream=sys.stdout, format="%(levelname)-7s %(name)s: %(message)s")
log = logging.getLogger("numbers")

for line in ("7 42 2024", "255 --style hex -vv", "1 2 3 --sum -v"):
    arguments = parser.parse_args(shlex.split(line))
    log.setLevel(max(logging.DEBUG, logging.WARNING - 10 * arguments.v))
    log.debug("called with %s", vars(arguments))
    numbers = [sum(arguments.numbers)] if arguments.add_up else arguments.numbers
    log.info("%d to write", len(numbers))
    print(line, "->", *(hex(n) if arguments.style == "hex" else roman(n) for n in numbers))

log.warning("nothing more to do")
print("usage:", parser.format_usage().removeprefix("usage: ").split()[0], len(sys.argv))
print(doctest.testmod())


class RomanTest(unittest.TestCase):
    def test_grows_with_the_number_of_letters(self):
        self.assertEqual(roman(3888), "MMMDCCCLXXXVIII")

    def test_refuses_what_is_not_positive(self):
        for number in (0, -1):
            with self.subTest(number=number), self.assertRaisesRegex(ValueError, "Romans"):
                roman(number)


suite = unittest.defaultTestLoader.loadTestsFromTestCase(RomanTest)
result = unittest.TestResult()
suite.run(result)
print(result.testsRun, "tests, all well:", result.wasSuccessful())

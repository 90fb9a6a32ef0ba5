"""Exceptions: raise them, catch them, clean up after them, and tell why."""


def divide(a, b):
    try:
        result = a / b
    except ZeroDivisionError:
        print("division by zero!")
        return None
    except TypeError as error:
        print("cannot divide:", type(error).__name__)
        return None
    else:
        print("result is", result)
        return result
    finally:
        print("(done)")


divide(2, 1)
divide(2, 0)
divide("2", "1")


class AccountError(Exception):
    """Base of all that can go wrong with an account."""


class NotEnoughError(AccountError):
    def __init__(self, wanted, available):
        super().__init__(f"{wanted} wanted, {available} there")
        self.missing = wanted - available


def withdraw(amount, balance=100):
    if amount <= 0:
        raise ValueError("the amount must be positive")
    if amount > balance:
        raise NotEnoughError(amount, balance)
    return balance - amount


for amount in (30, 130, -5):
    try:
        print("left:", withdraw(amount))
    except NotEnoughError as error:
        print(f"{error} ({error.missing} are missing)")
    except (AccountError, ValueError) as error:
        error.add_note("Try a number between 1 and 100.")
        print(repr(error), error.__notes__)

try:
    try:
        {}["key"]
    except KeyError as error:
        raise RuntimeError("the settings are incomplete") from error
except RuntimeError as error:
    print(f"{error}, because of {error.__cause__!r}")


def check(values):
    """Find all faults, not only the first."""
    faults = []
    for value in values:
        try:
            int(value)
        except (TypeError, ValueError) as error:
            faults.append(error)
    if faults:
        raise ExceptionGroup("some values are no numbers", faults)


try:
    check(["1", "two", None, "3", "four"])
except* ValueError as group:
    print(group.message, *(str(error) for error in group.exceptions), sep="\n  ")
except* TypeError as group:
    print(len(group.exceptions), "of another kind")

for text in ("3.5", "3,5"):
    try:
        print(float(text))
    except ValueError as error:
        print(error)
assert divide(1, 4) == 0.25, "this is never shown"

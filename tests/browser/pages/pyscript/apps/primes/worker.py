from numbers_of import is_prime
from pyscript import config, sync, window

found = []


def search(start, stop):
    new = [number for number in range(start, stop) if is_prime(number)]
    found.extend(new)
    if sync.is_wanted:
        sync.report(stop, len(found))
    return new


async def forget():
    found.clear()
    return {"forgotten": True, "page": window.location.pathname.split("/")[-1], "keys": len(config)}


def broken(number):
    raise ValueError(f"{number} is not welcome")


__export__ = ["search", "forget", "broken"]

from pathlib import Path

from pyscript import config


def tell():
    return f"{config.get('own')} {' '.join(sorted(path.name for path in Path().iterdir()))}".strip()


__export__ = ["tell"]

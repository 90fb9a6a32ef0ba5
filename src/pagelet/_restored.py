"""Puts right what was true when the snapshot was taken, and is not where it is restored."""

import _imp
import os
import random
import sys
import time

from pagelet._host import host


def put_right() -> None:
    """Give this Python its own chance, its own time zone and its own environment."""
    random.seed()
    os.environ.pop("PYTHONHASHSEED", None)
    os.environ["LANG"] = f"{host.language().replace('-', '_')}.UTF-8"
    _set_time_zone()
    if host.is_of_tag:
        # It offers other names there.
        for name in [name for name in sys.modules if name.partition(".")[0] == "pyscript"]:
            del sys.modules[name]


def _set_time_zone() -> None:
    """Do what Python does when it imports `time` first."""
    fresh = _imp.create_builtin(time.__spec__)
    _imp.exec_builtin(fresh)
    for name in ("altzone", "daylight", "timezone", "tzname"):
        setattr(time, name, getattr(fresh, name))

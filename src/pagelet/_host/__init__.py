"""Where the code runs: the browser, or memory under plain CPython."""

import sys

from pagelet._host.contract import Host

host: Host
if sys.platform == "emscripten":
    from pagelet._host.browser import BrowserHost, waits_by_channel

    if waits_by_channel():
        from pagelet._host.worker import WorkerHost

        host = WorkerHost()
    else:
        host = BrowserHost()
else:
    from pagelet._host.memory import MemoryHost

    host = MemoryHost()

__all__ = ["Host", "host"]

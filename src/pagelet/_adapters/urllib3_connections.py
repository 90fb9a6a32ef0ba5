"""`urllib3` over the browser's fetch, and with it `requests`.

It has a way of its own for browsers, which neither can be stopped nor says why it failed.
"""

import logging
from types import ModuleType
from typing import Any

from pagelet._adapters.http_client import FetchSocket, origin_of
from pagelet._host import host


class _Socket(FetchSocket):
    """Fetches when the answer is read: there `urllib3` looks for what took too long."""

    def __init__(self, connection: Any, failure: type[Exception], origin: str) -> None:
        super().__init__(origin, None)
        self._connection = connection
        self._failure = failure

    def sendall(self, data: Any) -> None:
        """Take a part of the request."""
        self._take(data)

    def _fetch(self) -> None:
        try:
            super()._fetch()
        except ConnectionError as error:
            raise self._failure(self._connection, str(error)) from error


def adapt(module: ModuleType) -> None:
    """Let the connections of `urllib3` use FetchSocket, where Python can wait for it."""
    if not host.can_switch_stacks():
        return
    failure = module.NewConnectionError
    # An answer that has both is ours (see _Wire), and nothing to warn of.
    logging.getLogger("urllib3.response").addFilter(
        lambda record: "both Content-Length and Transfer-Encoding" not in str(record.msg)
    )

    def connect_with(scheme: str) -> Any:
        def connect(self: Any) -> None:
            self.sock = _Socket(
                self, failure, origin_of(self, scheme, module.port_by_scheme[scheme])
            )
            self.is_verified = scheme == "https"

        return connect

    module.HTTPConnection.connect = connect_with("http")
    module.HTTPConnection.is_connected = property(lambda self: False)
    if module.HTTPSConnection is not module.DummyConnection:
        module.HTTPSConnection.connect = connect_with("https")

"""A web socket server that answers: it says back what it hears, and ends when it hears 'bye'."""

import base64
import hashlib
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_KEY = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_TEXT, _BINARY, _CLOSE = 1, 2, 8


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        headers = {}
        while line := self.rfile.readline().strip():
            name, _, value = line.partition(b":")
            headers[name.lower()] = value.strip()
        accept = base64.b64encode(hashlib.sha1(headers[b"sec-websocket-key"] + _KEY).digest())
        protocol = headers.get(b"sec-websocket-protocol", b"").partition(b",")[0]
        answer = [b"HTTP/1.1 101 Switching Protocols", b"Upgrade: websocket"]
        answer += [b"Connection: Upgrade", b"Sec-WebSocket-Accept: " + accept]
        answer += [b"Sec-WebSocket-Protocol: " + protocol] if protocol else []
        self.wfile.write(b"\r\n".join([*answer, b"", b""]))
        while self._answer():
            pass

    def _answer(self) -> bool:
        head = self.rfile.read(2)
        if len(head) < 2:
            return False
        kind, length = head[0] & 0x0F, head[1] & 0x7F
        if length == 126:
            (length,) = struct.unpack(">H", self.rfile.read(2))
        mask = self.rfile.read(4)
        data = bytes(byte ^ mask[i % 4] for i, byte in enumerate(self.rfile.read(length)))
        if kind == _CLOSE or data == b"bye":
            self._send(_CLOSE, struct.pack(">H", 1000) + b"over" if data == b"bye" else data)
            return False
        self._send(kind, data)
        return True

    def _send(self, kind: int, data: bytes) -> None:
        size = bytes([len(data)]) if len(data) < 126 else b"\x7e" + struct.pack(">H", len(data))
        self.wfile.write(bytes([0x80 | kind]) + size + data)


@contextmanager
def echo_server() -> Iterator[str]:
    """Run it on a free port of this machine; give its address."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Conversation) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"ws://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()

"""A conversation with a server: both sides may speak at any time."""

from pagelet.websocket import WebSocket, WebSocketEvent

__all__ = ["WebSocket", "WebSocketEvent"]

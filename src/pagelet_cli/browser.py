"""The browsers of this machine."""

import os
import shutil
import sys
import webbrowser
from collections.abc import Mapping

_COMMANDS = {
    "Chromium": ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    "Firefox": ("firefox", "firefox-esr"),
    "Edge": ("microsoft-edge", "microsoft-edge-stable", "msedge"),
}


def open_in_browser(address: str) -> bool:
    """Open `address` in the person's browser; return False if there is none."""
    if not has_screen():
        return False
    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False


def has_screen(environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether a browser would have somewhere to show itself.

    Without a screen, what Python finds are browsers for the terminal, which would take it over.
    """
    if sys.platform in {"win32", "darwin"} or environment.get("BROWSER"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def found_browsers() -> dict[str, str]:
    """Return the commands of the browsers that are on the search path, by the browser's name."""
    found = {}
    for name, commands in _COMMANDS.items():
        command = next((path for path in map(shutil.which, commands) if path), None)
        if command:
            found[name] = command
    return found

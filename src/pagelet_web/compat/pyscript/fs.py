"""Folders of the person's computer, where the browser lets pages have them (Chromium)."""

from typing import Any

import js
import pyodide_js

from pagelet._host import host
from pagelet.errors import PageletError

from .ffi import to_js

# Path → what holds the folder that is mounted there.
mounted: dict[str, Any] = {}

_DATABASE = "IDBMap/@pyscript.fs"
_REFUSED = "storage permissions not granted"
_ids: dict[str, str] = {}


async def mount(path: str, mode: str = "readwrite", root: str = "", id: str = "pyscript") -> None:
    """Let the person choose a folder and show it at `path`; the next time it is the same one.

    Args:
        path: where Python finds it, such as "/notes".
        mode: "readwrite", or "read".
        root: where choosing begins: "desktop", "documents", "downloads", "music", "pictures" or
            "videos".
        id: folders are remembered by their path and this.

    Raises:
        PageletError: the browser gives pages no folders.
        ValueError: another folder is mounted there.
        PermissionError: the person refused.
    """
    if path in mounted:
        if _ids[path] != id:
            raise ValueError(f"'{path}' is mounted already, with the id '{_ids[path]}'.")
        return
    if not hasattr(js.window, "showDirectoryPicker"):
        raise PageletError(
            "This browser gives pages no folders of the computer.",
            where=f"fs.mount('{path}')",
            hint="Open the page in Chrome or Edge, or let the person choose files with "
            '<input type="file">.',
        )
    options = {"id": id, "mode": mode, **({"startIn": root} if root else {})}
    entries = await host.open_entries(_DATABASE)
    key = f"{path}@{id}"
    handle: Any = dict(entries.items()).get(key)
    if handle is None:
        handle = await _allowed(lambda: js.window.showDirectoryPicker(to_js(options)))
        entries.set(key, handle)
        await entries.sync()
    if await handle.queryPermission(to_js(options)) != "granted":
        answer = await _allowed(lambda: handle.requestPermission(to_js(options)))
        if answer != "granted":
            raise PermissionError(_REFUSED)
    mounted[path] = await pyodide_js.mountNativeFS(path, handle)
    _ids[path] = id


async def sync(path: str) -> None:
    """Write what changed at `path` to the folder, and read what changed there.

    Raises:
        KeyError: nothing is mounted there.
    """
    await mounted[path].syncfs()


async def unmount(path: str) -> None:
    """Write what changed and take the folder away.

    Raises:
        KeyError: nothing is mounted there.
    """
    await sync(path)
    pyodide_js.FS.unmount(path)
    del mounted[path], _ids[path]


async def revoke(path: str, id: str = "pyscript") -> bool:
    """Forget the folder, so that the person is asked again; return whether there was one."""
    entries = await host.open_entries(_DATABASE)
    key = f"{path}@{id}"
    if key not in dict(entries.items()):
        return False
    if path in mounted:
        await unmount(path)
    entries.delete(key)
    await entries.sync()
    return True


async def _allowed(ask: Any) -> Any:
    """Return what the browser answers; it may only be asked while the person does something."""
    if not js.navigator.userActivation.isActive:
        await _press()
    try:
        return await ask()
    except Exception as error:
        raise PermissionError(_REFUSED) from error


async def _press() -> None:
    """Ask for a press of a button: without one, the browser does not let the person choose."""
    import asyncio

    dialog = js.document.createElement("dialog")
    dialog.className = "pyscript-fs pagelet-question"
    text = js.document.createElement("p")
    text.textContent = "This page would like to use a folder of your computer."
    choose, refuse = js.document.createElement("button"), js.document.createElement("button")
    choose.textContent, refuse.textContent = "Choose", "No"
    dialog.append(text, choose, refuse)
    js.document.body.append(dialog)
    answer: asyncio.Future[bool] = asyncio.get_event_loop().create_future()

    def settle(value: bool) -> None:
        if not answer.done():
            answer.set_result(value)

    stops = [
        host.listen(choose, "click", lambda event: settle(True), {}),
        host.listen(refuse, "click", lambda event: settle(False), {}),
        host.listen(dialog, "close", lambda event: settle(False), {}),
    ]
    dialog.showModal()
    try:
        if not await answer:
            raise PermissionError(_REFUSED)
    finally:
        for stop in stops:
            stop()
        dialog.remove()


__all__ = ["mount", "mounted", "revoke", "sync", "unmount"]

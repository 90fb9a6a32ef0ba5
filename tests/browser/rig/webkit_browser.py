#!/usr/bin/python3
"""A WebKitGTK browser for tests, started by WebKitWebDriver (never by a person).

Why not MiniBrowser: its automation mode is a private session, which has no lasting storage and
prints no console messages. This one has a profile folder and prints the console. It runs on the
system's Python, the only one that has PyGObject (Debian: python3-gi, gir1.2-webkit2-4.1).

Environment: PAGELET_WEBKIT_PROFILE (folder), PAGELET_WEBKIT_CONSOLE (file that gets the console).
"""

import os
import threading
import tty

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402 - after the versions are chosen

# Shipped by Safari, switched off in WebKitGTK as built by Debian.
SAFARI_FEATURES = {
    "StorageAPI",
    "StorageAPIEstimate",
    "FileSystem",
    "AccessHandle",
    "FileSystemWritableStream",
    "NavigationAPI",
    "RequestIdleCallback",
    "CommandAttributes",
}


def settings() -> WebKit2.Settings:
    """Return page settings near to Safari's, with the console printed."""
    result = WebKit2.Settings(
        enable_developer_extras=True,
        enable_write_console_messages_to_stdout=True,
        javascript_can_open_windows_automatically=True,
    )
    features = WebKit2.Settings.get_all_features()
    for index in range(features.get_length()):
        feature = features.get(index)
        if feature.get_identifier() in SAFARI_FEATURES:
            result.set_feature_enabled(feature, True)
    return result


def allow(_view: WebKit2.WebView, request: WebKit2.PermissionRequest) -> bool:
    """Grant every permission, so that no question waits for a person."""
    request.allow()
    return True


def log_problem(text: str) -> None:
    """Put a line into the console, where the rig looks."""
    print(f"CONSOLE ERROR {text}", flush=True)  # noqa: T201


def watch_resource(
    _view: WebKit2.WebView, resource: WebKit2.WebResource, _request: WebKit2.URIRequest
) -> None:
    """Log a request that fails: WebKit's own console line for it is not printed."""

    def on_failed(resource: WebKit2.WebResource, error: Exception) -> None:
        if "cancelled" not in str(error):
            log_problem(f"request failed: {resource.get_uri()}: {error}")

    def on_finished(resource: WebKit2.WebResource) -> None:
        response = resource.get_response()
        if response and response.get_status_code() >= 400:
            log_problem(
                f"request failed: {resource.get_uri()}: status {response.get_status_code()}"
            )

    resource.connect("failed", on_failed)
    resource.connect("finished", on_finished)


def report_crash(_view: WebKit2.WebView, reason: WebKit2.WebProcessTerminationReason) -> None:
    """Log the unwanted end of the page's process."""
    log_problem(f"the page's process ended: {reason.value_nick}")


class Windows:
    """Makes windows in one profile, for the driver and for pages that open pop-ups."""

    def __init__(self, context: WebKit2.WebContext) -> None:
        self.context = context
        self.settings = settings()

    def new(self, **related: WebKit2.WebView) -> WebKit2.WebView:
        """Open a window and return the view in it."""
        view = WebKit2.WebView(
            web_context=self.context,
            settings=self.settings,
            is_controlled_by_automation=True,
            **related,
        )
        window = Gtk.Window(default_width=1280, default_height=800)
        window.add(view)
        window.show_all()
        view.connect("close", lambda _view: window.destroy())
        view.connect("permission-request", allow)
        view.connect("create", lambda opener, _action: self.new(related_view=opener))
        view.connect("resource-load-started", watch_resource)
        view.connect("web-process-terminated", report_crash)
        return view

    def on_automation_started(
        self, _context: WebKit2.WebContext, session: WebKit2.AutomationSession
    ) -> None:
        """Introduce ourselves to the driver and let it open windows."""
        info = WebKit2.ApplicationInfo()
        info.set_name("PageletTests")
        info.set_version(1, 0, 0)
        session.set_application_info(info)
        session.connect("create-web-view", lambda _session: self.new())


def copy_output_to(path: str) -> None:
    """Send stdout and stderr, also those of the page's process, to a file.

    They go through a pseudo-terminal: into a plain file, the page's process would keep its lines
    back until it ends.
    """
    log = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    reader, writer = os.openpty()
    tty.setraw(writer)
    os.dup2(writer, 1)
    os.dup2(writer, 2)

    def pump() -> None:
        while data := os.read(reader, 65536):
            os.write(log, data)

    threading.Thread(target=pump, daemon=True).start()


def main() -> None:
    """Open the profile and wait for the driver."""
    profile = os.environ["PAGELET_WEBKIT_PROFILE"]
    copy_output_to(os.environ["PAGELET_WEBKIT_CONSOLE"])
    context = WebKit2.WebContext(
        website_data_manager=WebKit2.WebsiteDataManager(
            base_data_directory=f"{profile}/data", base_cache_directory=f"{profile}/cache"
        )
    )
    context.set_automation_allowed(True)
    context.connect("automation-started", Windows(context).on_automation_started)
    Gtk.main()


if __name__ == "__main__":
    main()

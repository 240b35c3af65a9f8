"""The viewer in the browser."""

from __future__ import annotations

from . import _rushes as bindings  # noqa: F401


def serve_web_viewer(
    *, web_port: int | None = None, open_browser: bool = True, connect_to: str | None = None
) -> None:
    """Serves the viewer for the browser."""
    raise NotImplementedError("serve_web_viewer: this version has no viewer for the browser")

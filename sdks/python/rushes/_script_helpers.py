"""Where to log to, as options of a command line."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from uuid import UUID

    from .blueprint import BlueprintLike
    from .recording_stream import RecordingStream


def script_add_args(parser: ArgumentParser) -> None:
    """Adds `--headless`, `--connect`, `--serve`, `--url`, `--save` and `--stdout`."""
    parser.add_argument("--headless", action="store_true", help="do not start a viewer")
    parser.add_argument("--connect", action="store_true", help="send to a server that runs already")
    parser.add_argument("--serve", action="store_true", help="serve the recording, and a viewer in the browser")
    parser.add_argument("--url", type=str, default=None, help="where the server is, for --connect")
    parser.add_argument("--save", type=str, default=None, help="write to a file", metavar="PATH")
    parser.add_argument("--stdout", action="store_true", help="write to standard output")


def script_setup(
    args: Namespace,
    application_id: str,
    *,
    recording_id: str | UUID | None = None,
    default_blueprint: BlueprintLike | None = None,
) -> RecordingStream:
    """
    Starts a recording, strictly, that goes where the options say: the first of standard output, served, sent, file.

    Without any of these a viewer is started, unless `--headless`. Returns the recording.
    """
    from . import _rushes, sinks
    from ._init import init

    init(application_id, recording_id=recording_id, strict=True)
    recording = _rushes.get_global_data_recording()
    if recording is None:
        raise RuntimeError("there is no recording; is logging disabled by the environment?")
    if args.stdout:
        recording.stdout(default_blueprint=default_blueprint)
    elif args.serve:
        from .web import serve_web_viewer

        url = sinks.serve_grpc(default_blueprint=default_blueprint)
        serve_web_viewer(open_browser=True, connect_to=url)
    elif args.connect:
        recording.connect_grpc(args.url, default_blueprint=default_blueprint)
    elif args.save is not None:
        recording.save(args.save, default_blueprint=default_blueprint)
    elif not args.headless:
        recording.spawn(default_blueprint=default_blueprint)
    return recording


def script_teardown(args: Namespace) -> None:
    """With `--serve`, waits until the user interrupts."""
    if args.serve:
        print("Serving; press Ctrl-C to end.")
        try:
            while True:
                time.sleep(1)
        except KeyboardInterrupt:
            print("Ended.")

"""Starting and ending."""

from __future__ import annotations

import atexit
import functools
import os
from typing import TYPE_CHECKING, Any, TypeVar, cast

from . import _rushes as bindings

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from .blueprint import BlueprintLike

_TFunc = TypeVar("_TFunc", bound="Callable[..., Any]")


def _default_recording_id(application_id: str) -> str:
    """The same for all processes that multiprocessing makes of one another, and for one application."""
    import hashlib
    from multiprocessing.process import current_process

    key = bytes(current_process().authkey)
    digest = bytearray(hashlib.sha256(key + application_id.encode()).digest()[:16])
    # As a random UUID is marked.
    digest[6] = digest[6] & 0x0F | 0x40
    digest[8] = digest[8] & 0x3F | 0x80
    return digest.hex()


def _seed() -> None:
    import random
    import sys

    random.seed(0)
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed(0)


def init(
    application_id: str,
    *,
    recording_id: str | UUID | None = None,
    spawn: bool = False,
    init_logging: bool = True,
    default_enabled: bool = True,
    strict: bool | None = None,
    default_blueprint: BlueprintLike | None = None,
    send_properties: bool = True,
) -> None:
    """
    Makes a new recording, to which this process logs by default.

    - `application_id`: names the program; recordings of one application share their layout.
    - `recording_id`: by default the same in all processes that multiprocessing makes of one another, and another one
      each time that the program is run.
    - `spawn`: start a viewer, and send to it, with this `default_blueprint`.
    - `init_logging`: whether there is a recording at all.
    - `default_enabled`: whether it logs, unless the environment variable `RERUN` says otherwise.
    - `strict`: whether bad data raises, in the whole process and from now on.
    - `send_properties`: whether the start time is logged.

    Raises `ValueError` if the application id is empty.
    """
    if not application_id:
        raise ValueError("Application ID must not be empty")
    if application_id.startswith("rerun_example_"):
        _seed()
    if strict is not None:
        bindings.set_strict_mode(strict)
    bindings.cleanup_if_forked_child()
    bindings.flush_all()
    bindings.set_global_data_recording(None)
    if init_logging:
        from .recording_stream import RecordingStream

        chosen = _default_recording_id(application_id) if recording_id is None else str(recording_id)
        RecordingStream(
            application_id,
            recording_id=chosen,
            make_default=True,
            default_enabled=default_enabled,
            send_properties=send_properties,
        )
    if spawn:
        from .sinks import spawn as spawn_viewer

        spawn_viewer(default_blueprint=default_blueprint)


def rerun_shutdown() -> None:
    """Ends all recordings: everything is written, files are finished."""
    bindings.disconnect_all()


def unregister_shutdown() -> None:
    """Do not end the recordings when the process exits."""
    atexit.unregister(rerun_shutdown)


def shutdown_at_exit(func: _TFunc) -> _TFunc:
    """Ends all recordings when the function does: for processes of multiprocessing, which do not exit as others do."""

    @functools.wraps(func)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        try:
            return func(*args, **kwargs)
        finally:
            rerun_shutdown()

    return cast("_TFunc", wrapper)


def register() -> None:
    """Has the recordings end when the process exits, and forgotten where it forks."""
    atexit.register(rerun_shutdown)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=bindings.cleanup_if_forked_child)

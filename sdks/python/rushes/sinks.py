"""Where recordings go."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Union

from . import _rushes as bindings
from ._rushes import disconnect as disconnect, get_application_id as get_application_id
from .recording_stream import BinaryStream as BinaryStream, RecordingStream as RecordingStream

if TYPE_CHECKING:
    from pathlib import Path

    from typing_extensions import TypeAlias

    from .blueprint import BlueprintLike

__all__ = [
    "BinaryStream",
    "FileSink",
    "GrpcServerSink",
    "GrpcSink",
    "LogSinkLike",
    "connect_grpc",
    "disconnect",
    "save",
    "send_blueprint",
    "serve_grpc",
    "set_sinks",
    "spawn",
    "stdout",
]

_NO_NETWORK = "this version does not log over the network; write to a file with save()"


class FileSink:
    """
    Writes to a file: for `set_sinks`.

    With `write_footer=False` it has no index at its end, so that it must be read as a whole.
    """

    def __init__(self, path: str | Path, *, write_footer: bool = True) -> None:
        self.path = path
        self.write_footer = write_footer
        self._native = bindings.FileSinkSpec(path, write_footer)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FileSink) and self._native == other._native

    def __hash__(self) -> int:
        return hash(self._native)

    def __repr__(self) -> str:
        return f"FileSink({str(self.path)!r}, write_footer={self.write_footer})"


class GrpcSink:
    """Sends to a server: for `set_sinks`."""

    def __init__(self, url: str | None = None) -> None:
        self.url = url

    def __eq__(self, other: object) -> bool:
        return isinstance(other, GrpcSink) and self.url == other.url

    def __hash__(self) -> int:
        return hash(self.url)


class GrpcServerSink:
    """Serves the recording from within this process: for `set_sinks`."""

    def __init__(
        self,
        bind_ip: str = "0.0.0.0",
        port: int = 9876,
        *,
        server_memory_limit: str = "1GiB",
        newest_first: bool = False,
        cors_allow_origin: list[str] | None = None,
    ) -> None:
        self.bind_ip = bind_ip
        self.port = port
        self.server_memory_limit = server_memory_limit
        self.newest_first = newest_first
        self.cors_allow_origin = cors_allow_origin

    @property
    def uri(self) -> str:
        """Where it is reached."""
        host = "127.0.0.1" if self.bind_ip == "0.0.0.0" else self.bind_ip
        return f"rerun+http://{host}:{self.port}/proxy"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, GrpcServerSink) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((self.bind_ip, self.port))


if TYPE_CHECKING:
    LogSinkLike: TypeAlias = Union[GrpcSink, GrpcServerSink, FileSink, BinaryStream]
else:
    LogSinkLike = Any
    BlueprintLike = Any


def is_recording_enabled(recording: RecordingStream | None) -> bool:
    """Whether logging does anything."""
    return bindings.is_enabled(recording)


def _is_disabled(name: str, recording: RecordingStream | None, hint: str = "") -> bool:
    """Whether there is nobody to do it for; says so."""
    if is_recording_enabled(recording):
        return False
    logging.warning("Rerun is disabled - %s() call ignored%s", name, hint)
    return True


def create_in_memory_blueprint(
    *, application_id: str | None, blueprint: BlueprintLike | None
) -> bindings.BlueprintMessages | None:
    """A blueprint as messages, for an application."""
    if blueprint is None:
        return None
    from .blueprint.api import create_in_memory_blueprint

    return create_in_memory_blueprint(application_id=application_id or "unknown_app_id", blueprint=blueprint)


def _default(
    blueprint: BlueprintLike | None, recording: RecordingStream | None
) -> bindings.BlueprintMessages | None:
    application_id = get_application_id(recording)
    return create_in_memory_blueprint(application_id=application_id, blueprint=blueprint)


def save(
    path: str | Path,
    default_blueprint: BlueprintLike | None = None,
    recording: RecordingStream | None = None,
    *,
    write_footer: bool = True,
) -> None:
    """
    Writes to a file from now on. It is created, or emptied.

    Its index is written when the sink ends: at `disconnect`, with the next sink, when the process exits.

    Raises `RuntimeError` if the file cannot be created.
    """
    if _is_disabled("save", recording, ". You must call rr.init before saving."):
        return
    bindings.save(path, _default(default_blueprint, recording), recording, write_footer)


def stdout(
    default_blueprint: BlueprintLike | None = None,
    recording: RecordingStream | None = None,
    *,
    write_footer: bool = True,
) -> None:
    """Writes to standard output from now on. If that is a terminal, everything is kept instead."""
    if _is_disabled("save", recording, ". You must call rr.init before saving."):
        return
    bindings.stdout(_default(default_blueprint, recording), recording, write_footer)


def set_sinks(
    *sinks: LogSinkLike,
    default_blueprint: BlueprintLike | None = None,
    recording: RecordingStream | None = None,
) -> None:
    """
    Sends to all of these from now on; to nobody, without any.

    Raises `ValueError` if two are equal.
    """
    if _is_disabled("set_sinks", recording):
        return
    seen: list[object] = []
    native: list[object] = []
    for sink in sinks:
        if sink in seen:
            raise ValueError(f"Duplicate sinks detected: {sink!r}")
        seen.append(sink)
        if isinstance(sink, FileSink):
            native.append(sink._native)
        elif isinstance(sink, BinaryStream):
            native.append(sink.storage)
        elif isinstance(sink, (GrpcSink, GrpcServerSink)):
            raise NotImplementedError(f"{type(sink).__name__}: {_NO_NETWORK}")
        else:
            raise RuntimeError(
                f"{type(sink).__name__} is not a valid LogSink, must be one of: GrpcSink, GrpcServerSink, FileSink, "
                "BinaryStream"
            )
    bindings.set_sinks(native, _default(default_blueprint, recording), recording)


def connect_grpc(
    url: str | None = None,
    *,
    default_blueprint: BlueprintLike | None = None,
    recording: RecordingStream | None = None,
) -> None:
    """Sends to a server from now on, by default to `rerun+http://127.0.0.1:9876/proxy`."""
    if _is_disabled("connect_grpc", recording):
        return
    raise NotImplementedError(f"connect_grpc: {_NO_NETWORK}")


def serve_grpc(
    *,
    grpc_port: int | None = None,
    default_blueprint: BlueprintLike | None = None,
    recording: RecordingStream | None = None,
    server_memory_limit: str = "1GiB",
    newest_first: bool = False,
    cors_allow_origin: list[str] | None = None,
) -> str:
    """Serves the recording from within this process from now on; returns where."""
    if _is_disabled("serve_grpc", recording):
        return "[rerun is disabled]"
    raise NotImplementedError(f"serve_grpc: {_NO_NETWORK}")


def spawn(
    *,
    port: int = 9876,
    connect: bool = True,
    memory_limit: str = "75%",
    server_memory_limit: str = "1GiB",
    hide_welcome_screen: bool = False,
    detach_process: bool = True,
    executable_name: str = "rushes",
    executable_path: str | None = None,
    default_blueprint: BlueprintLike | None = None,
    recording: RecordingStream | None = None,
) -> None:
    """Starts a viewer, unless one listens on the port already, and sends to it from now on."""
    if _is_disabled("spawn", recording, "."):
        return
    raise NotImplementedError("spawn: this version has no viewer; write to a file with save()")


def send_blueprint(
    blueprint: BlueprintLike,
    *,
    make_active: bool = True,
    make_default: bool = True,
    recording: RecordingStream | None = None,
) -> None:
    """
    Sends a blueprint for the recording's application.

    - `make_active`: viewers show it now.
    - `make_default`: viewers return to it when the user resets the layout.

    Raises `ValueError` without a recording.
    """
    application_id = get_application_id(recording)
    if application_id is None:
        raise ValueError("No application id found. You must call rerun.init before sending a blueprint.")
    messages = create_in_memory_blueprint(application_id=application_id, blueprint=blueprint)
    if messages is not None:
        bindings.send_blueprint(messages, make_active, make_default, recording)

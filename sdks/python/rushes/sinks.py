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
    """
    Sends to a server, by default to `rerun+http://127.0.0.1:9876/proxy`: for `set_sinks`.

    Raises `RuntimeError` if the URL is none of a message proxy.
    """

    def __init__(self, url: str | None = None) -> None:
        self._native = bindings.GrpcSinkSpec(url)
        self.url = self._native.uri

    def __eq__(self, other: object) -> bool:
        return isinstance(other, GrpcSink) and self._native == other._native

    def __hash__(self) -> int:
        return hash(self._native)

    def __repr__(self) -> str:
        return f"GrpcSink({self.url!r})"


class GrpcServerSink:
    """
    Serves the recording from within this process: for `set_sinks`.

    It listens on the address `bind_ip` of this machine; port 0 is any that is free. `server_memory_limit` says how much
    it keeps for viewers that come late, such as `"1GiB"` or `"25%"`.
    """

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
        self.cors_allow_origin = list(cors_allow_origin or [])
        self._native = bindings.GrpcServerSinkSpec(
            bind_ip, port, server_memory_limit, newest_first, self.cors_allow_origin
        )

    @property
    def uri(self) -> str:
        """Where it is reached; with port 0 that is known once it listens."""
        return self._native.uri

    def _values(self) -> tuple[object, ...]:
        return (
            self.bind_ip,
            self.port,
            self.server_memory_limit,
            self.newest_first,
            tuple(self.cors_allow_origin),
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, GrpcServerSink) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        return (
            f"GrpcServerSink(bind_ip={self.bind_ip!r}, port={self.port}, "
            f"server_memory_limit={self.server_memory_limit!r}, newest_first={self.newest_first}, "
            f"cors_allow_origin={self.cors_allow_origin!r})"
        )


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
        if isinstance(sink, (FileSink, GrpcSink, GrpcServerSink)):
            native.append(sink._native)
        elif isinstance(sink, BinaryStream):
            native.append(sink.storage)
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
    """
    Sends to a server or a viewer from now on, by default to `rerun+http://127.0.0.1:9876/proxy`.

    Returns when what was logged before has been sent, or after some seconds without a server: then it waits in memory,
    and the server is tried again and again. When the connection breaks it is made again, too. A `flush` raises
    `RuntimeError` while there is none.

    Raises `RuntimeError` if the URL is none of a message proxy.
    """
    if _is_disabled("connect_grpc", recording):
        return
    bindings.connect_grpc(url, _default(default_blueprint, recording), recording)


def serve_grpc(
    *,
    grpc_port: int | None = None,
    default_blueprint: BlueprintLike | None = None,
    recording: RecordingStream | None = None,
    server_memory_limit: str = "1GiB",
    newest_first: bool = False,
    cors_allow_origin: list[str] | None = None,
) -> str:
    """
    Serves the recording from within this process from now on; returns where. It ends with the sink.

    - `grpc_port`: by default 9876; 0 is any that is free.
    - `server_memory_limit`: how much is kept for viewers that come late, such as `"1GiB"` or `"25%"`. When it is used
      up, the oldest data makes room.
    - `newest_first`: viewers that come late get the newest data first.
    - `cors_allow_origin`: web pages that may read, beside those of this machine, such as `"https://*.example.com"`.

    Raises `RuntimeError` if the port is taken, or the limit is none.
    """
    if _is_disabled("serve_grpc", recording):
        return "[rerun is disabled]"
    server = GrpcServerSink(
        port=9876 if grpc_port is None else grpc_port,
        server_memory_limit=server_memory_limit,
        newest_first=newest_first,
        cors_allow_origin=cors_allow_origin,
    )
    return bindings.serve_grpc(server._native, _default(default_blueprint, recording), recording)


def spawn(
    *,
    port: int = 9876,
    connect: bool = True,
    memory_limit: str = "75%",
    server_memory_limit: str = "1GiB",
    hide_welcome_screen: bool = False,
    detach_process: bool = True,
    executable_name: str = "rerun",
    executable_path: str | None = None,
    default_blueprint: BlueprintLike | None = None,
    recording: RecordingStream | None = None,
) -> None:
    """
    Starts a viewer, unless something listens on the port already, and sends to it from now on, if `connect`.

    The viewer is `executable_path`; or that of this installation; or `executable_name` as the system finds it.

    Raises `RuntimeError` if there is none to start.
    """
    if _is_disabled("spawn", recording, "."):
        return
    _start_viewer(
        port=port,
        memory_limit=memory_limit,
        server_memory_limit=server_memory_limit,
        hide_welcome_screen=hide_welcome_screen,
        detach_process=detach_process,
        executable_name=executable_name,
        executable_path=executable_path,
    )
    if connect:
        url = f"rerun+http://127.0.0.1:{port}/proxy"
        connect_grpc(url, default_blueprint=default_blueprint, recording=recording)


def _start_viewer(
    *,
    port: int,
    memory_limit: str,
    server_memory_limit: str = "1GiB",
    hide_welcome_screen: bool,
    detach_process: bool,
    executable_name: str = "rerun",
    executable_path: str | None = None,
) -> None:
    """Starts a viewer, unless something listens on the port already."""
    if executable_path is None:
        from ._cli import viewer

        executable_path = viewer(executable_name)
    bindings.spawn(
        port,
        memory_limit,
        server_memory_limit,
        hide_welcome_screen,
        detach_process,
        executable_name,
        executable_path,
    )


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

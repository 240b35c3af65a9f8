"""Streams: where a program logs to."""

from __future__ import annotations

import contextvars
import functools
import inspect
import math
import uuid
from typing import TYPE_CHECKING, Any, TypeVar, cast

from . import _rushes as bindings
from ._rushes import (
    ChunkBatcherConfig as ChunkBatcherConfig,
    get_application_id as get_application_id,
    get_data_recording as get_data_recording,
    get_global_data_recording as get_global_data_recording,
    get_recording_id as get_recording_id,
    get_thread_local_data_recording as get_thread_local_data_recording,
    is_enabled as is_enabled,
    set_global_data_recording as set_global_data_recording,
    set_thread_local_data_recording as set_thread_local_data_recording,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime, timedelta
    from pathlib import Path
    from types import TracebackType

    import numpy as np
    import pyarrow as pa
    from typing_extensions import Self

    from ._baseclasses import AsComponents, ComponentColumn, DescribedComponentBatch
    from ._memory import MemoryRecording
    from ._send_columns import TimeColumnLike
    from .blueprint import BlueprintLike
    from .chunk import Chunk, ChunkStore, LazyChunkStream, LazyStore
    from .sinks import LogSinkLike

_TFunc = TypeVar("_TFunc", bound="Callable[..., Any]")


class AutoIndex:
    """Stands for the columns that say of themselves that they are an index."""

    def __repr__(self) -> str:
        return "AUTO_INDEX"


AUTO_INDEX = AutoIndex()

active_recording_stream: contextvars.ContextVar[RecordingStream] = contextvars.ContextVar("active_recording_stream")
"""The stream whose `with` block is running."""


class RecordingStream(bindings.NativeRecordingStream):
    """
    Logs to one recording.

    - `application_id`: names the program; recordings of one application share their layout.
    - `recording_id`: by default a new one. Streams with the same ids are one recording, in whichever process.
    - `make_default`, `make_thread_default`: use it where no recording is given, in the process or on this thread.
    - `default_enabled`: whether it logs, unless the environment variable `RERUN` says otherwise.
    - `send_properties`: whether the start time is logged.
    - `batcher_config`: when rows become chunks.

    As a context manager, it is this thread's default meanwhile; at the end it is flushed, and its file is finished.
    """

    def __init__(
        self,
        application_id: str,
        *,
        recording_id: str | uuid.UUID | None = None,
        make_default: bool = False,
        make_thread_default: bool = False,
        default_enabled: bool = True,
        send_properties: bool = True,
        batcher_config: ChunkBatcherConfig | None = None,
    ) -> None:
        recording_id = uuid.uuid4().hex if recording_id is None else str(recording_id)
        bindings.create_recording(
            self, application_id, recording_id, default_enabled, send_properties, batcher_config
        )
        self._tokens: list[tuple[contextvars.Token[RecordingStream], RecordingStream | None]] = []
        if make_default:
            set_global_data_recording(self)
        if make_thread_default:
            set_thread_local_data_recording(self)

    def __enter__(self) -> Self:
        if not hasattr(self, "_tokens"):
            self._tokens = []
        token = active_recording_stream.set(self)
        self._tokens.append((token, set_thread_local_data_recording(self)))
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_val: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        self.flush()
        bindings.finalize_deferred_sinks(self)
        token, before = self._tokens.pop()
        if active_recording_stream.get(None) is not self:
            raise RuntimeError(
                "RecordingStream context manager exited while not active. Likely mixing context managers with "
                "generators or async code. See: `recording_stream_generator_ctx`"
            )
        active_recording_stream.reset(token)
        set_thread_local_data_recording(before)

    def to_native(self) -> bindings.NativeRecordingStream:
        """The native handle."""
        return self

    def log(
        self,
        entity_path: str | list[object],
        entity: AsComponents | Iterable[DescribedComponentBatch],
        *extra: AsComponents | Iterable[DescribedComponentBatch],
        static: bool = False,
        strict: bool | None = None,
    ) -> None:
        """Logs one row; see `rushes.log`."""
        bindings.log(entity_path, entity, *extra, static=static, recording=self, strict=strict)

    def set_time(
        self,
        timeline: str,
        *,
        sequence: int | None = None,
        duration: int | float | timedelta | np.timedelta64 | None = None,
        timestamp: int | float | datetime | np.datetime64 | None = None,
    ) -> None:
        """Sets this thread's time on a timeline; see `rushes.set_time`."""
        bindings.set_time(timeline, recording=self, sequence=sequence, duration=duration, timestamp=timestamp)

    def disable_timeline(self, timeline: str) -> None:
        """Leaves a timeline."""
        bindings.disable_timeline(timeline, self)

    def reset_time(self) -> None:
        """Leaves all timelines that this thread has set."""
        bindings.reset_time(self)

    def set_log_tick_enabled(self, enabled: bool) -> None:
        """Whether rows get the number of log calls before them."""
        bindings.set_log_tick_enabled(enabled, self)

    def set_log_time_enabled(self, enabled: bool) -> None:
        """Whether rows get the wall clock's time."""
        bindings.set_log_time_enabled(enabled, self)

    def send_columns(
        self,
        entity_path: str,
        indexes: Iterable[TimeColumnLike],
        columns: Iterable[ComponentColumn],
        *,
        strict: bool | None = None,
    ) -> None:
        """Sends many rows of one entity at once; see `rushes.send_columns`."""
        bindings.send_columns(entity_path, indexes, columns, recording=self, strict=strict)

    def send_chunks(self, chunks: Chunk | LazyChunkStream | LazyStore | ChunkStore | Iterable[Chunk]) -> None:
        """Sends chunks as they are; see `rushes.send_chunks`."""
        from ._send_chunks import send_chunks

        send_chunks(chunks, recording=self)

    def send_record_batch(
        self,
        batch: pa.RecordBatch,
        *,
        index: str | list[str] | AutoIndex | None = AUTO_INDEX,
        entity_path: str | None = None,
    ) -> None:
        """Sends the rows of a record batch; see `rushes.send_record_batch`."""
        from ._send_dataframe import send_record_batch

        send_record_batch(batch, self, index=index, entity_path=entity_path)

    def send_dataframe(
        self,
        df: Any,
        *,
        index: str | list[str] | AutoIndex | None = AUTO_INDEX,
        entity_path: str | None = None,
    ) -> None:
        """Sends the rows of a table; see `rushes.send_dataframe`."""
        from ._send_dataframe import send_dataframe

        send_dataframe(df, self, index=index, entity_path=entity_path)

    def send_property(self, name: str, values: AsComponents | Iterable[DescribedComponentBatch]) -> None:
        """Sends a property of the recording; see `rushes.send_property`."""
        bindings.send_property(name, values, self)

    def send_recording_name(self, name: str) -> None:
        """Names the recording, for people."""
        bindings.send_recording_name(name, self)

    def send_recording_start_time_nanos(self, nanos: int) -> None:
        """Says when the recording started, in nanoseconds since the Unix epoch."""
        bindings.send_recording_start_time_nanos(nanos, self)

    def log_file_from_path(
        self, file_path: str | Path, *, entity_path_prefix: str | None = None, static: bool = False
    ) -> None:
        """Imports a file; see `rushes.log_file_from_path`."""
        bindings.log_file_from_path(
            file_path, entity_path_prefix=entity_path_prefix, static=static, recording=self
        )

    def log_file_from_contents(
        self,
        file_path: str | Path,
        file_contents: bytes,
        *,
        entity_path_prefix: str | None = None,
        static: bool = False,
    ) -> None:
        """Imports what a file holds; see `rushes.log_file_from_contents`."""
        bindings.log_file_from_contents(
            file_path, file_contents, entity_path_prefix=entity_path_prefix, static=static, recording=self
        )

    def get_application_id(self) -> str | None:
        """The application's id, as it is in the recording."""
        return get_application_id(self)

    def get_recording_id(self) -> str | None:
        """The recording's id."""
        return get_recording_id(self)

    def is_enabled(self) -> bool:
        """Whether logging does anything."""
        return is_enabled(self)

    def binary_stream(self) -> BinaryStream:
        """Keeps everything from now on, to be read as bytes; see `rushes.binary_stream`."""
        return binary_stream(self)

    def memory_recording(self) -> MemoryRecording:
        """Keeps everything in memory from now on; see `rushes.memory_recording`."""
        from ._memory import memory_recording

        return memory_recording(self)

    def save(
        self,
        path: str | Path,
        default_blueprint: BlueprintLike | None = None,
        *,
        write_footer: bool = True,
    ) -> None:
        """Writes to a file from now on; see `rushes.save`."""
        from .sinks import save

        save(path, default_blueprint, self, write_footer=write_footer)

    def stdout(self, default_blueprint: BlueprintLike | None = None, *, write_footer: bool = True) -> None:
        """Writes to standard output from now on; see `rushes.stdout`."""
        from .sinks import stdout

        stdout(default_blueprint, self, write_footer=write_footer)

    def set_sinks(self, *sinks: LogSinkLike, default_blueprint: BlueprintLike | None = None) -> None:
        """Sends to all of these from now on; see `rushes.set_sinks`."""
        from .sinks import set_sinks

        set_sinks(*sinks, default_blueprint=default_blueprint, recording=self)

    def disconnect(self) -> None:
        """Ends the sink; see `rushes.disconnect`."""
        bindings.disconnect(self)

    def connect_grpc(self, url: str | None = None, *, default_blueprint: BlueprintLike | None = None) -> None:
        """Sends to a server from now on; see `rushes.connect_grpc`."""
        from .sinks import connect_grpc

        connect_grpc(url, default_blueprint=default_blueprint, recording=self)

    def serve_grpc(
        self,
        *,
        grpc_port: int | None = None,
        default_blueprint: BlueprintLike | None = None,
        server_memory_limit: str = "1GiB",
        newest_first: bool = False,
        cors_allow_origin: list[str] | None = None,
    ) -> str:
        """Serves the recording from now on; see `rushes.serve_grpc`."""
        from .sinks import serve_grpc

        return serve_grpc(
            grpc_port=grpc_port,
            default_blueprint=default_blueprint,
            recording=self,
            server_memory_limit=server_memory_limit,
            newest_first=newest_first,
            cors_allow_origin=cors_allow_origin,
        )

    def spawn(
        self,
        *,
        port: int = 9876,
        connect: bool = True,
        memory_limit: str = "75%",
        hide_welcome_screen: bool = False,
        detach_process: bool = True,
        default_blueprint: BlueprintLike | None = None,
    ) -> None:
        """Starts a viewer and sends to it; see `rushes.spawn`."""
        from .sinks import spawn

        spawn(
            port=port,
            connect=connect,
            memory_limit=memory_limit,
            hide_welcome_screen=hide_welcome_screen,
            detach_process=detach_process,
            default_blueprint=default_blueprint,
            recording=self,
        )

    def send_blueprint(
        self, blueprint: BlueprintLike, *, make_active: bool = True, make_default: bool = True
    ) -> None:
        """Sends a blueprint for this recording's application; see `rushes.send_blueprint`."""
        from .sinks import send_blueprint

        send_blueprint(blueprint, make_active=make_active, make_default=make_default, recording=self)

    def notebook_show(
        self,
        *,
        width: int | None = None,
        height: int | None = None,
        blueprint: BlueprintLike | None = None,
    ) -> None:
        """Shows the recording in a notebook; see `rushes.notebook_show`."""
        from .notebook import notebook_show

        notebook_show(width=width, height=height, blueprint=blueprint, recording=self)


class BinaryStream:
    """What a stream keeps, to be read as bytes."""

    def __init__(self, storage: bindings.BinaryStorage) -> None:
        self.storage = storage

    def read(self, *, flush: bool = True, flush_timeout_sec: float = math.inf) -> bytes | None:
        """
        Everything since the last call, as a whole RRD stream; `None` when there is nothing.

        Without `flush`, rows that still wait in the stream come with a later call.
        """
        if flush:
            self.flush(flush_timeout_sec)
        return self.storage.read()

    def flush(self, timeout_sec: float = math.inf) -> None:
        """Hands over all rows that wait in the stream."""
        if math.isnan(timeout_sec) or timeout_sec < 0:
            raise RuntimeError("duration must be non-negative")
        self.storage.flush(timeout_sec)


def binary_stream(recording: RecordingStream | None = None) -> BinaryStream:
    """
    Keeps everything from now on, to be read as bytes, piece by piece.

    Raises `RuntimeError` without a recording.
    """
    storage = bindings.binary_stream(recording)
    if storage is None:
        raise RuntimeError("No recording stream was provided and set as current")
    return BinaryStream(storage)


def recording_stream_generator_ctx(func: _TFunc) -> _TFunc:
    """
    Has a generator leave the stream of its `with` block whenever it yields, and return to it afterwards.

    Raises `ValueError` for what is no generator function.
    """
    if not inspect.isgeneratorfunction(func):
        raise ValueError("Only generator functions can be decorated with `recording_stream_generator_ctx`")

    @functools.wraps(func)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        generator = func(*args, **kwargs)
        inside: RecordingStream | None = None
        sent: Any = None
        while True:
            outside = active_recording_stream.get(None)
            outside_slot = None
            if inside is not None:
                active_recording_stream.set(inside)
                outside_slot = set_thread_local_data_recording(inside)
            try:
                value = generator.send(sent)
            except StopIteration as stop:
                return stop.value
            finally:
                now = active_recording_stream.get(None)
                if now is not outside or inside is not None:
                    inside = now
                    _restore(outside, outside_slot)
            sent = yield value

    return cast("_TFunc", wrapper)


def _restore(active: RecordingStream | None, slot: RecordingStream | None) -> None:
    """Makes these the stream of the running `with` block, and of this thread."""
    active_recording_stream.set(cast("RecordingStream", active))
    set_thread_local_data_recording(active if active is not None else slot)


def thread_local_stream(application_id: str) -> Callable[[_TFunc], _TFunc]:
    """Runs each call of a function, or of a generator function, inside a stream of its own."""

    def decorate(func: _TFunc) -> _TFunc:
        def new() -> RecordingStream:
            return RecordingStream(application_id, recording_id=uuid.uuid4())

        if inspect.isgeneratorfunction(func):

            @functools.wraps(func)
            def generator_wrapper(*args: Any, **kwargs: Any) -> Any:
                stream = new()
                generator = func(*args, **kwargs)
                sent: Any = None
                try:
                    while True:
                        before = set_thread_local_data_recording(stream)
                        try:
                            value = generator.send(sent)
                        except StopIteration as stop:
                            return stop.value
                        finally:
                            set_thread_local_data_recording(before)
                        sent = yield value
                finally:
                    stream.flush()
                    stream.disconnect()

            return cast("_TFunc", generator_wrapper)

        @functools.wraps(func)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            with new() as stream:
                try:
                    return func(*args, **kwargs)
                finally:
                    stream.flush()

        return cast("_TFunc", wrapper)

    return decorate

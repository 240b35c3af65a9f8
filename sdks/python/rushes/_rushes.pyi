"""The native part. What has a place in the package is documented there."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from os import PathLike
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from typing_extensions import Self

from ._baseclasses import AsComponents, ComponentBatchLike
from ._send_columns import TimeColumnLike
from .recording_stream import RecordingStream

__version__: str

class TypeSpec:
    @property
    def name(self) -> str: ...
    def arrow_type(self) -> pa.DataType: ...

class ArchetypeSpec:
    @property
    def name(self) -> str: ...
    @property
    def fields(self) -> list[str]: ...

def type_spec(name: str) -> TypeSpec: ...
def archetype_spec(name: str) -> ArchetypeSpec: ...

class Value:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def _init(self, value: Any) -> None: ...
    def _init_struct(self, **parts: Any) -> None: ...
    def _init_list(self, items: Any) -> None: ...
    def _init_tensor(self, array: Any, shape: list[int] | None, names: list[str] | None) -> None: ...
    def _init_boundary(self, kind: str, time: int) -> None: ...
    def _item(self) -> Any: ...
    def _part(self, name: str, type_name: str | None) -> Any: ...
    def _bytes(self) -> tuple[bytes, str]: ...
    def _tensor_bytes(self) -> tuple[bytes, str]: ...
    def _item_shape(self) -> list[int]: ...
    def as_arrow_array(self) -> pa.Array[Any]:
        """An array of one."""

class Batch:
    def __init__(self, data: Any, strict: bool | None = None) -> None:
        """Converts the data. What cannot be converted gives an empty batch and a warning, unless strict."""
    def as_arrow_array(self) -> pa.Array[Any]:
        """The instances, one item each."""
    def component_type(self) -> str:
        """The full name of the component."""
    def described(self, descriptor: ComponentDescriptor) -> DescribedComponentBatch:
        """The batch under a descriptor, for logging."""
    def partition(self, lengths: npt.ArrayLike | None = None) -> ComponentColumn:
        """Cuts the instances into rows of the given lengths; into rows of one without."""
    def __len__(self) -> int: ...
    def __getitem__(self, index: int) -> Any: ...
    def _bytes(self) -> tuple[bytes, str]: ...
    @classmethod
    def _from_arrow(cls, array: Any) -> Self: ...

class Archetype:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def _init(self, *values: Any) -> None: ...
    @classmethod
    def _from_fields(cls, clear_unset: bool, values: tuple[Any, ...]) -> Self: ...
    @classmethod
    def _columns(cls, values: tuple[Any, ...]) -> list[ComponentColumn]: ...
    @classmethod
    def _descriptor(cls, index: int) -> ComponentDescriptor: ...
    def as_component_batches(self) -> list[DescribedComponentBatch]:
        """The components that are set, with what they are called."""
    def num_instances(self) -> int:
        """How many instances the first field that is set has."""

class ComponentDescriptor:
    """What a component is called: its name in an entity, the archetype that it belongs to, its type."""

    def __init__(
        self, component: str, archetype: str | None = None, component_type: str | None = None
    ) -> None: ...
    @property
    def component(self) -> str:
        """The name in the entity, e.g. `Points3D:positions`."""
    @property
    def archetype(self) -> str | None:
        """The full name of the archetype."""
    @property
    def component_type(self) -> str | None:
        """The full name of the component's type."""
    def with_overrides(self, archetype: str | None = None, component_type: str | None = None) -> ComponentDescriptor:
        """The same with other parts."""
    def or_with_overrides(
        self, archetype: str | None = None, component_type: str | None = None
    ) -> ComponentDescriptor:
        """The same, with these parts where it has none."""
    def with_builtin_archetype(self, archetype: str) -> ComponentDescriptor:
        """The same as a field of a built-in archetype, by its full name."""
    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

class DescribedComponentBatch:
    """Instances of a component, and what they are called."""

    def __init__(self, batch: ComponentBatchLike | pa.Array[Any], descriptor: ComponentDescriptor) -> None: ...
    def component_descriptor(self) -> ComponentDescriptor:
        """What the instances are called."""
    def as_arrow_array(self) -> pa.Array[Any]:
        """The instances, one item each."""
    def partition(self, lengths: npt.ArrayLike | None = None) -> ComponentColumn:
        """Cuts the instances into rows of the given lengths; into rows of one without."""
    def __len__(self) -> int: ...

class ComponentColumn:
    """Rows of a component, for `send_columns`."""

    def __init__(
        self,
        descriptor: ComponentDescriptor,
        component_batch: ComponentBatchLike | pa.Array[Any],
        *,
        lengths: npt.ArrayLike | None = None,
        offsets: npt.ArrayLike | None = None,
    ) -> None: ...
    def component_descriptor(self) -> ComponentDescriptor:
        """What the component is called."""
    def as_arrow_array(self) -> pa.Array[Any]:
        """One list per row."""
    def partition(self, lengths: npt.ArrayLike) -> ComponentColumn:
        """Cuts all instances anew into rows of the given lengths."""
    def __len__(self) -> int: ...

class TimeColumn:
    """
    The times of many rows on one timeline, for `send_columns`.

    Exactly one of `sequence`, `duration` and `timestamp` is to be given, each a sequence of what `set_time` takes, or
    an array.
    """

    def __init__(
        self,
        timeline: str,
        *,
        sequence: Iterable[int] | npt.NDArray[Any] | None = None,
        duration: Iterable[int]
        | Iterable[float]
        | Iterable[timedelta]
        | Iterable[np.timedelta64]
        | npt.NDArray[Any]
        | None = None,
        timestamp: Iterable[int]
        | Iterable[float]
        | Iterable[datetime]
        | Iterable[np.datetime64]
        | npt.NDArray[Any]
        | None = None,
    ) -> None: ...
    def timeline_name(self) -> str:
        """The name of the timeline."""
    def as_arrow_array(self) -> pa.Array[Any]:
        """The times."""
    def __len__(self) -> int: ...

class ChunkBatcherConfig:
    """
    When rows become chunks. What is not given comes from the environment, then from the default.

    - `flush_tick`: how long rows wait at most, in seconds or as a `datetime.timedelta`.
    - `flush_num_bytes`, `flush_num_rows`: how many bytes or rows of an entity wait at most.
    - `chunk_max_rows_if_unsorted`: how long a chunk gets at most whose times are out of order.
    """

    def __init__(
        self,
        flush_tick: int | float | timedelta | None = None,
        flush_num_bytes: int | None = None,
        flush_num_rows: int | None = None,
        chunk_max_rows_if_unsorted: int | None = None,
    ) -> None: ...
    @property
    def flush_tick(self) -> timedelta: ...
    @flush_tick.setter
    def flush_tick(self, value: int | float | timedelta) -> None: ...
    flush_num_bytes: int
    flush_num_rows: int
    chunk_max_rows_if_unsorted: int
    @staticmethod
    def DEFAULT() -> ChunkBatcherConfig:
        """For files."""
    @staticmethod
    def LOW_LATENCY() -> ChunkBatcherConfig:
        """For the network."""
    @staticmethod
    def ALWAYS_TEST_ONLY() -> ChunkBatcherConfig:
        """A chunk for every row; for tests."""
    @staticmethod
    def NEVER() -> ChunkBatcherConfig:
        """Only when flushed."""

class NativeRecordingStream:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def flush(self, *, timeout_sec: float = 1e38) -> None:
        """
        Waits until everything that this thread has logged has left the sink.

        Raises `RuntimeError` if that takes longer than `timeout_sec`, or if data was lost.
        """
    def _close(self) -> None: ...

def create_recording(
    recording: NativeRecordingStream,
    application_id: str,
    recording_id: str,
    default_enabled: bool,
    send_properties: bool,
    batcher_config: ChunkBatcherConfig | None = None,
) -> None: ...
def get_data_recording(recording: RecordingStream | None = None) -> RecordingStream | None:
    """The stream that calls use: the one given, else this thread's, else the process's."""

def get_global_data_recording() -> RecordingStream | None:
    """The process's stream."""

def get_thread_local_data_recording() -> RecordingStream | None:
    """This thread's stream."""

def set_global_data_recording(recording: NativeRecordingStream | None) -> RecordingStream | None:
    """Sets the process's stream; returns the one before."""

def set_thread_local_data_recording(recording: NativeRecordingStream | None) -> RecordingStream | None:
    """Sets this thread's stream; returns the one before."""

def get_application_id(recording: NativeRecordingStream | None = None) -> str | None:
    """The application's id, as it is in the recording."""

def get_recording_id(recording: NativeRecordingStream | None = None) -> str | None:
    """The recording's id."""

def is_enabled(recording: NativeRecordingStream | None = None) -> bool:
    """Whether logging does anything."""

def cleanup_if_forked_child() -> None:
    """In a forked child, forgets the streams of the parent."""

def flush_all() -> None: ...
def disconnect_all() -> None: ...
def set_time(
    timeline: str,
    *,
    recording: NativeRecordingStream | None = None,
    sequence: int | None = None,
    duration: int | float | timedelta | np.timedelta64 | None = None,
    timestamp: int | float | datetime | np.datetime64 | None = None,
) -> None:
    """
    Sets this thread's time on a timeline, for everything that it logs to the recording from now on.

    Exactly one of these is to be given:

    - `sequence`: a number that counts, such as a frame.
    - `duration`: seconds as a number, a `datetime.timedelta`, or a `numpy.timedelta64`.
    - `timestamp`: seconds since the Unix epoch as a number, a `datetime.datetime` (UTC without time zone), or a
      `numpy.datetime64`.

    Raises `ValueError` if another number of them is given, or for a timestamp that is too large to be in seconds;
    `TypeError` for what is no time.
    """

def disable_timeline(timeline: str, recording: NativeRecordingStream | None = None) -> None:
    """Leaves a timeline: this thread has no time on it any more."""

def reset_time(recording: NativeRecordingStream | None = None) -> None:
    """Leaves all timelines that this thread has set."""

def set_log_tick_enabled(enabled: bool, recording: NativeRecordingStream | None = None) -> None:
    """Whether rows get the number of log calls before them, on the timeline `log_tick`."""

def set_log_time_enabled(enabled: bool, recording: NativeRecordingStream | None = None) -> None:
    """Whether rows get the wall clock's time, on the timeline `log_time`."""

def log(
    entity_path: str | list[object],
    entity: AsComponents | Iterable[DescribedComponentBatch],
    *extra: AsComponents | Iterable[DescribedComponentBatch],
    static: bool = False,
    recording: NativeRecordingStream | None = None,
    strict: bool | None = None,
) -> None:
    """
    Logs one row: all components of the entity and of the extras, at the times of this thread.

    - `entity_path`: where, as `"world/camera"`, or a list of parts, which are escaped.
    - `entity`: an archetype, or anything else with `as_component_batches()`, or described batches.
    - `extra`: more of these, for the same row.
    - `static`: the row holds at all times, and wins over all others of the same component.
    - `recording`: where to; by default this thread's recording, or the process's.
    - `strict`: whether bad data raises; by default it warns, and what can be logged is.
    """

def send_property(
    name: str,
    values: AsComponents | Iterable[DescribedComponentBatch],
    recording: NativeRecordingStream | None = None,
) -> None:
    """Sends a property of the recording: any set of components under a name, which is one part of a path."""

def send_recording_name(name: str, recording: NativeRecordingStream | None = None) -> None:
    """Names the recording, for people."""

def send_recording_start_time_nanos(nanos: int, recording: NativeRecordingStream | None = None) -> None:
    """Says when the recording started, in nanoseconds since the Unix epoch."""

def escape_entity_path_part(part: str) -> str:
    """One part of an entity path, with a backslash before all that has a meaning there."""

def new_entity_path(entity_path: list[Any]) -> str:
    """The path of these parts, each escaped."""

def send_columns(
    entity_path: str,
    indexes: Iterable[TimeColumnLike],
    columns: Iterable[ComponentColumn],
    *,
    recording: NativeRecordingStream | None = None,
    strict: bool | None = None,
) -> None:
    """
    Sends many rows of one entity at once, sorted by their times.

    - `entity_path`: a string.
    - `indexes`: a `TimeColumn` for each timeline; none for static data.
    - `columns`: component columns, as `Points3D.columns(...)` returns them. All have as many rows as the time columns.

    Neither the times of `set_time` nor the built-in timelines are added.
    """

def log_file_from_path(
    file_path: str | PathLike[str],
    *,
    entity_path_prefix: str | None = None,
    static: bool = False,
    recording: NativeRecordingStream | None = None,
) -> None:
    """
    Imports a file, or a folder, into the recording.

    Returns when the file was recognized; the rest comes in the background, and flushing waits for it.
    """

def log_file_from_contents(
    file_path: str | PathLike[str],
    file_contents: bytes,
    *,
    entity_path_prefix: str | None = None,
    static: bool = False,
    recording: NativeRecordingStream | None = None,
) -> None:
    """Imports what a file holds; the path only gives its name."""

def disconnect(recording: NativeRecordingStream | None = None) -> None:
    """Ends the sink: a file gets its footer. What is logged later is kept until there is another sink."""

def finalize_deferred_sinks(recording: NativeRecordingStream | None = None) -> None: ...
def save(
    path: str | PathLike[str],
    blueprint: BlueprintMessages | None,
    recording: NativeRecordingStream | None,
    write_footer: bool,
) -> None: ...
def stdout(
    blueprint: BlueprintMessages | None, recording: NativeRecordingStream | None, write_footer: bool
) -> None: ...
def set_sinks(
    sinks: list[object], blueprint: BlueprintMessages | None, recording: NativeRecordingStream | None
) -> None: ...
def memory(recording: NativeRecordingStream | None = None) -> MemoryStorage | None: ...
def binary_stream(recording: NativeRecordingStream | None = None) -> BinaryStorage | None: ...
def set_callback_sink(
    callback: Callable[[bytes], object], recording: NativeRecordingStream | None = None
) -> None:
    """Calls a function with everything that is logged from now on, as RRD streams."""

def connect_grpc(
    url: str | None, blueprint: BlueprintMessages | None, recording: NativeRecordingStream | None
) -> None: ...
def serve_grpc(
    server: GrpcServerSinkSpec, blueprint: BlueprintMessages | None, recording: NativeRecordingStream | None
) -> str: ...
def spawn(
    port: int,
    memory_limit: str,
    server_memory_limit: str,
    hide_welcome_screen: bool,
    detach_process: bool,
    executable_name: str,
    executable_path: str | None,
) -> int | None: ...

class FileSinkSpec:
    def __init__(self, path: str | PathLike[str], write_footer: bool) -> None: ...

class GrpcSinkSpec:
    def __init__(self, url: str | None = None) -> None: ...
    @property
    def uri(self) -> str: ...

class GrpcServerSinkSpec:
    def __init__(
        self,
        bind_ip: str,
        port: int,
        memory_limit: str,
        newest_first: bool,
        cors_allowed_origins: list[str],
    ) -> None: ...
    @property
    def uri(self) -> str: ...

class MemoryStorage:
    def num_msgs(self) -> int: ...
    def drain_as_bytes(self) -> bytes: ...
    def concat_as_bytes(self, concat: MemoryStorage | None = None) -> bytes: ...

class BinaryStorage:
    def read(self) -> bytes | None: ...
    def flush(self, timeout_sec: float) -> None: ...

class BlueprintWriter:
    def finish(self) -> BlueprintMessages: ...

class BlueprintMessages:
    def as_bytes(self, make_active: bool, make_default: bool) -> bytes: ...
    def save(self, path: str | PathLike[str]) -> None: ...
    def connect_grpc(self, url: str | None, make_active: bool, make_default: bool) -> None: ...

def create_blueprint(recording: NativeRecordingStream, application_id: str) -> BlueprintWriter: ...
def send_blueprint(
    blueprint: BlueprintMessages,
    make_active: bool,
    make_default: bool,
    recording: NativeRecordingStream | None,
) -> None: ...
def strict_mode() -> bool:
    """Whether bad data raises an exception, on this thread and now."""

def set_strict_mode(mode: bool) -> None:
    """Sets whether bad data raises an exception, in the whole process."""

def override_strict_mode(mode: bool | None) -> bool | None: ...
def any_batch(descriptor: ComponentDescriptor, value: Any) -> DescribedComponentBatch | None: ...
def any_column(descriptor: ComponentDescriptor, value: Any) -> ComponentColumn | None: ...
def any_type(descriptor: ComponentDescriptor, is_column: bool) -> pa.DataType | None: ...
def set_any_type(descriptor: ComponentDescriptor, is_column: bool, data_type: pa.DataType) -> None: ...
def copy_fields(source: Archetype, target: Archetype, names: list[str]) -> None: ...
def read_image(image: Any, as_is: bool = False) -> tuple[Value, int, int, int, int]: ...
def video_frame_timestamps(blob: Any) -> list[int]: ...

class NativeChunk:
    @staticmethod
    def from_columns(
        entity_path: str, indexes: Iterable[TimeColumnLike], columns: Iterable[ComponentColumn]
    ) -> NativeChunk: ...
    @staticmethod
    def from_record_batch(
        batch: pa.RecordBatch, auto_index: bool, index: list[str], entity_path: str | None
    ) -> list[NativeChunk]: ...
    @staticmethod
    def from_property(
        name: str, values: AsComponents | Iterable[DescribedComponentBatch]
    ) -> NativeChunk: ...
    @property
    def id(self) -> str: ...
    @property
    def entity_path(self) -> str: ...
    @property
    def num_rows(self) -> int: ...
    @property
    def num_columns(self) -> int: ...
    @property
    def is_static(self) -> bool: ...
    @property
    def is_empty(self) -> bool: ...
    @property
    def timeline_names(self) -> list[str]: ...
    @property
    def component_names(self) -> list[str]: ...
    def to_record_batch(self) -> pa.RecordBatch: ...
    def with_entity_path(self, entity_path: str) -> NativeChunk: ...
    def with_components(self, names: list[str], keep: bool) -> NativeChunk | None: ...
    def apply_selector(self, source: ComponentDescriptor | str, selector: NativeSelector) -> NativeChunk: ...
    def has_timeline(self, name: str) -> bool: ...
    def __len__(self) -> int: ...

class NativeSelector:
    def __init__(self, query: str) -> None: ...
    def execute(self, source: pa.Array) -> pa.Array | None: ...
    def execute_per_row(self, source: pa.Array) -> pa.Array | None: ...
    def then(self, next: NativeSelector) -> NativeSelector: ...
    def then_function(self, function: Callable[[pa.Array], pa.Array | None]) -> NativeSelector: ...

class NativeLens:
    @staticmethod
    def derive(input_component: str, output_entity: str | None, scatter: bool) -> NativeLens: ...
    @staticmethod
    def mutate(input_component: str, selector: NativeSelector, keep_row_ids: bool) -> NativeLens: ...
    def to_component(
        self, component: ComponentDescriptor | str, selector: NativeSelector, cast_to: pa.DataType | str | None
    ) -> NativeLens: ...
    def to_timeline(self, name: str, time_type: str, selector: NativeSelector) -> NativeLens: ...
    def to_packed_component(
        self, component: ComponentDescriptor | str, fields: list[str], cast_to: pa.DataType | str | None
    ) -> NativeLens: ...
    def to_scalars(self, fields: list[str]) -> NativeLens: ...
    def to_translation(self, x: str, y: str, z: str) -> NativeLens: ...
    def to_quaternion(self, x: str, y: str, z: str, w: str) -> NativeLens: ...
    def to_scale(self, x: str, y: str, z: str) -> NativeLens: ...
    def to_rotation_axis_angle(self, x: str, y: str, z: str, angle: str) -> NativeLens: ...

class NativeLenses:
    def __init__(self, lenses: list[NativeLens], output_mode: str) -> None: ...
    def apply(self, chunk: NativeChunk) -> list[NativeChunk]: ...

def send_native_chunks(chunks: Iterable[NativeChunk], recording: NativeRecordingStream | None = None) -> None: ...

class NativeStoreEntry:
    @property
    def kind(self) -> str: ...
    @property
    def application_id(self) -> str: ...
    @property
    def recording_id(self) -> str: ...
    def __hash__(self) -> int: ...

class NativeReader:
    def __init__(self, path: str | PathLike[str]) -> None: ...
    @property
    def has_index(self) -> bool: ...
    def stores(self) -> list[NativeStoreEntry]: ...
    def num_chunks(self, store: NativeStoreEntry) -> int | None: ...
    def chunks(self, store: NativeStoreEntry) -> Iterator[NativeChunk]: ...

class RrdWriter:
    def __init__(self, path: str | PathLike[str], application_id: str, recording_id: str) -> None: ...
    def write(self, chunk: NativeChunk) -> None: ...
    def finish(self) -> None: ...

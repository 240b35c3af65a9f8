"""Recordings that the peer's Python SDK writes while the tests run.

`WRITERS` maps a file name to the function that writes it. Each is small, and each stands for one thing a reader has to
get right. Fixed recording ids keep the output of a failing test comparable from run to run.
"""

from __future__ import annotations

import datetime
import multiprocessing
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import rerun as rr
import rerun.blueprint as rrb

APPLICATION = "rushes_interop"
WRITERS: dict[str, Callable[[Path], None]] = {}


def writer(name: str) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    def register(function: Callable[[Path], None]) -> Callable[[Path], None]:
        WRITERS[name] = function
        return function

    return register


def open_recording(path: Path, recording_id: str | None = None, **options) -> rr.RecordingStream:
    recording = rr.RecordingStream(APPLICATION, recording_id=recording_id or path.stem, **options)
    recording.save(path)
    return recording


@writer("scalars.rrd")
def scalars(path: Path) -> None:
    """Rows through the batcher, on a sequence, a timestamp and a duration timeline."""
    recording = open_recording(path)
    for i in range(200):
        recording.set_time("frame", sequence=i)
        recording.set_time("wall", timestamp=1_700_000_000 + i)
        recording.set_time("elapsed", duration=i * 0.05)
        recording.log("plot/sin", rr.Scalars(np.sin(i / 10)))
        if i % 3 == 0:
            recording.log("plot/many", rr.Scalars([i, i * 2.0, i * 3.0]))
    recording.disconnect()


@writer("one_row_chunks.rrd")
def one_row_chunks(path: Path) -> None:
    """The worst chunking there is: no batching at all."""
    recording = open_recording(path, batcher_config=rr.ChunkBatcherConfig.ALWAYS_TEST_ONLY())
    for i in range(300):
        recording.set_time("frame", sequence=i)
        recording.log(f"tiny/{i % 7}", rr.Scalars(i))
    recording.disconnect()


@writer("spatial.rrd")
def spatial(path: Path) -> None:
    """Points, boxes, transforms and images, temporal and static, some rows sparse."""
    recording = open_recording(path)
    random = np.random.default_rng(7)
    recording.log("world", rr.ViewCoordinates.RIGHT_HAND_Z_UP, static=True)
    recording.log("world/box", rr.Boxes3D(half_sizes=[[1, 2, 3]], labels=["a box"]), static=True)
    for i in range(20):
        recording.set_time("frame", sequence=i)
        recording.log("world/points", rr.Points3D(random.random((i, 3)), colors=random.integers(0, 255, (i, 3))))
        recording.log("world/arm", rr.Transform3D(translation=[i, 0, 0], quaternion=[0, 0, 0, 1]))
        recording.log("camera/points", rr.Points2D(random.random((i + 1, 2)), radii=0.5))
        if i % 5 == 0:
            recording.log("camera/image", rr.Image(random.integers(0, 255, (24, 32, 3), dtype=np.uint8)))
    recording.log("world/points", rr.Clear(recursive=False))
    recording.disconnect()


@writer("large_chunks.rrd")
def large_chunks(path: Path) -> None:
    """Chunks of megabytes, with columns that compress well and some that do not, of many types."""
    recording = open_recording(path)
    random = np.random.default_rng(11)
    rows = 60_000
    indexes = [
        rr.TimeColumn("frame", sequence=np.arange(rows)),
        rr.TimeColumn("wall", timestamp=1_700_000_000 + np.cumsum(random.random(rows))),
        rr.TimeColumn("elapsed", duration=np.arange(rows) * 0.01),
    ]
    recording.send_columns("scalars", indexes, rr.Scalars.columns(scalars=random.random(rows)))
    recording.send_columns("steps", indexes, rr.Scalars.columns(scalars=np.arange(rows) // 100))
    labelled = rr.Points3D.columns(positions=random.random((rows, 3)), labels=[f"point {i % 50}" for i in range(rows)])
    recording.send_columns("points", indexes, labelled)
    recording.send_columns("texts", indexes[:2], rr.TextLog.columns(text=[f"line {i * i}" for i in range(rows)]))
    recording.send_columns("moves", indexes[1:], rr.Transform3D.columns(translation=random.random((rows, 3))))
    recording.disconnect()


@writer("text.rrd")
def text(path: Path) -> None:
    """Text, also beyond ASCII, and entity paths that need escapes."""
    recording = open_recording(path)
    recording.log("notes", rr.TextDocument("# Grüße 🎬", media_type="text/markdown"), static=True)
    for i, level in enumerate(["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "CRITICAL"]):
        recording.set_time("step", sequence=i)
        recording.log("log", rr.TextLog(f"line {i} — naïve café", level=level))
    recording.log(["odd path", "with/slash", "und Ünïcode"], rr.TextLog("here"))
    recording.disconnect()


@writer("static.rrd")
def static(path: Path) -> None:
    """Static data written over and over: a merge keeps the last."""
    recording = open_recording(path, batcher_config=rr.ChunkBatcherConfig.ALWAYS_TEST_ONLY())
    for i in range(5):
        recording.log("settings", rr.TextDocument(f"version {i}"), static=True)
        recording.log("limits", rr.AnyValues(low=[float(-i)], high=[float(i)]), static=True)
    recording.set_time("frame", sequence=0)
    recording.log("settings/used", rr.Scalars(1.0))
    recording.disconnect()


def arrow_values() -> dict[str, pa.Array]:
    """One array for each Arrow type that a user may log."""
    return {
        "t_bool": pa.array([True, None, False]),
        **{f"t_{t}": pa.array([1, 2, 3], t) for t in (pa.int8(), pa.int16(), pa.int32(), pa.int64())},
        **{f"t_{t}": pa.array([1, 2, 3], t) for t in (pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64())},
        "t_half": pa.array(np.array([0.5, 1.5], np.float16)),
        "t_float": pa.array([0.5, None], pa.float32()),
        "t_double": pa.array([0.5, 1e300], pa.float64()),
        "t_utf8": pa.array(["a", "ü", None]),
        "t_large_utf8": pa.array(["a", "b"], pa.large_utf8()),
        "t_utf8_view": pa.array(["short", "longer than twelve bytes"], pa.string_view()),
        "t_binary": pa.array([b"\x00\xff", b""], pa.binary()),
        "t_large_binary": pa.array([b"\x01"], pa.large_binary()),
        "t_fixed_binary": pa.array([b"abcd"], pa.binary(4)),
        "t_date32": pa.array([datetime.date(2020, 2, 29)]),
        "t_time64": pa.array([1], pa.time64("ns")),
        "t_timestamp": pa.array([1], pa.timestamp("us", "UTC")),
        "t_duration": pa.array([1], pa.duration("ns")),
        "t_decimal": pa.array([None], pa.decimal128(20, 3)),
        "t_null": pa.nulls(2),
        "t_list": pa.array([[1, 2], [], None], pa.list_(pa.int32())),
        "t_large_list": pa.array([[1]], pa.large_list(pa.int32())),
        "t_fixed_list": pa.array([[1.0, 2.0]], pa.list_(pa.float32(), 2)),
        "t_struct": pa.array([{"x": 1, "y": "z"}, None]),
        "t_list_of_struct": pa.array([[{"x": 1.0}], []]),
        "t_deep": pa.array([[[[1]], []]], pa.list_(pa.list_(pa.list_(pa.int64())))),
        "t_dictionary": pa.array(["a", "b", "a"]).dictionary_encode(),
        "t_map": pa.array([[("k", 1)]], pa.map_(pa.string(), pa.int64())),
    }


@writer("arrow_types.rrd")
def arrow_types(path: Path) -> None:
    recording = open_recording(path)
    for i, (name, values) in enumerate(arrow_values().items()):
        recording.set_time("frame", sequence=i)
        recording.log(f"types/{name}", rr.AnyValues(drop_untyped_nones=False, value=values))
    recording.disconnect()


@writer("columns.rrd")
def columns(path: Path) -> None:
    """Whole columns at once; one of them with times out of order, one with several values a row."""
    recording = open_recording(path)
    frames = np.arange(5000)
    recording.send_columns(
        "column/sorted",
        [rr.TimeColumn("frame", sequence=frames), rr.TimeColumn("wall", timestamp=1.7e9 + frames * 0.01)],
        rr.Scalars.columns(scalars=np.cumsum(np.random.default_rng(1).normal(size=5000))),
    )
    recording.send_columns(
        "column/unsorted",
        [rr.TimeColumn("frame", sequence=[3, 1, 2, 2])],
        rr.Scalars.columns(scalars=[30.0, 10.0, 20.0, 21.0]),
    )
    recording.send_columns(
        "column/points",
        [rr.TimeColumn("frame", sequence=[0, 1, 2])],
        rr.Points3D.columns(positions=np.zeros((6, 3))).partition([3, 0, 3]),
    )
    recording.disconnect()


@writer("properties.rrd")
def properties(path: Path) -> None:
    recording = open_recording(path)
    recording.send_recording_name("a named recording")
    recording.send_property("weather", rr.AnyValues(wind=[3.5], sky=["clear"]))
    recording.send_property("note", rr.TextDocument("as property"))
    recording.log("x", rr.Scalars(1.0))
    recording.disconnect()


@writer("no_footer.rrd")
def no_footer(path: Path) -> None:
    """As left behind by a producer that was killed, but at a message boundary."""
    recording = rr.RecordingStream(APPLICATION, recording_id="no_footer")
    recording.save(path, write_footer=False)
    for i in range(10):
        recording.set_time("frame", sequence=i)
        recording.log("plot", rr.Scalars(i))
    recording.disconnect()


@writer("empty.rrd")
def empty(path: Path) -> None:
    """A store without a single chunk."""
    open_recording(path, send_properties=False).disconnect()


def layout() -> rrb.Blueprint:
    return rrb.Blueprint(
        rrb.Horizontal(rrb.TimeSeriesView(origin="/plot", name="Plöts"), rrb.Spatial3DView(origin="/world")),
        rrb.TimePanel(state="collapsed"),
    )


@writer("layout.rbl")
def blueprint(path: Path) -> None:
    layout().save(APPLICATION, path)


@writer("two_stores.rrd")
def two_stores(path: Path) -> None:
    """A recording and its blueprint in one file."""
    recording = rr.RecordingStream(APPLICATION, recording_id="two_stores")
    recording.save(path, default_blueprint=layout())
    for i in range(10):
        recording.set_time("frame", sequence=i)
        recording.log("plot/a", rr.Scalars(i))
    recording.disconnect()


def _shared_part(path: str, part: int) -> None:
    recording = open_recording(Path(path), recording_id="shared", send_properties=part == 0)
    for i in range(part * 10, part * 10 + 10):
        recording.set_time("frame", sequence=i)
        recording.log("shared/series", rr.Scalars(i))
        recording.log(f"only/part_{part}", rr.TextLog(f"row {i}"))
    recording.disconnect()


def shared_parts(directory: Path) -> list[Path]:
    """One recording written by two processes, each into its own file."""
    context = multiprocessing.get_context("spawn")
    paths = [directory / f"shared_{part}.rrd" for part in range(2)]
    processes = [context.Process(target=_shared_part, args=(str(p), i)) for i, p in enumerate(paths)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0, "a peer process failed to write its part"
    return paths


def write_all(directory: Path) -> dict[str, Path]:
    """Writes every file into `directory` and returns the paths by name."""
    files = {}
    for name, write in WRITERS.items():
        files[name] = directory / name
        write(files[name])
    for path in shared_parts(directory):
        files[path.name] = path
    return files

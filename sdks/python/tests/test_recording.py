"""Streams: which one is used, what survives, what is said when something is wrong."""

from __future__ import annotations

import logging
import threading
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from conftest import read, run

import rushes as rr
from rushes.error_utils import RerunWarning


def new(path: Path, name: str = "recording_test") -> rr.RecordingStream:
    stream = rr.RecordingStream(name, send_properties=False)
    stream.save(path)
    return stream


def test_rows_come_back(path: Path) -> None:
    with new(path):
        rr.set_time("frame", sequence=3)
        rr.log("a/b", rr.Scalars(1.5))
    assert read(path) == [{"entity": "/a/b", "frame": 3, "Scalars:scalars": [1.5]}]


def test_explicit_beats_thread_beats_process(tmp_path: Path) -> None:
    paths = {name: tmp_path / f"{name}.rrd" for name in ("process", "thread", "explicit")}
    streams = {name: new(path) for name, path in paths.items()}
    rr.set_global_data_recording(streams["process"])
    rr.log("process", rr.Scalars(1))
    rr.set_thread_local_data_recording(streams["thread"])
    rr.log("thread", rr.Scalars(1))
    rr.log("explicit", rr.Scalars(1), recording=streams["explicit"])
    worker = threading.Thread(target=lambda: rr.log("other", rr.Scalars(1)))
    worker.start()
    worker.join()
    for stream in streams.values():
        stream.disconnect()
    entities = {name: {row["entity"] for row in read(path)} for name, path in paths.items()}
    assert entities == {"process": {"/process", "/other"}, "thread": {"/thread"}, "explicit": {"/explicit"}}


def test_nested_contexts_are_left_in_order(tmp_path: Path) -> None:
    outer, inner = new(tmp_path / "outer.rrd"), new(tmp_path / "inner.rrd")
    with outer:
        with inner:
            assert rr.get_recording_id() == inner.get_recording_id()
        assert rr.get_recording_id() == outer.get_recording_id()
    assert rr.get_recording_id() is None


def test_an_exception_passes_through_a_context(path: Path) -> None:
    with pytest.raises(KeyError), new(path):
        rr.log("before", rr.Scalars(1))
        raise KeyError
    assert [row["entity"] for row in read(path)] == ["/before"]


def test_generators_leave_the_context_while_they_wait(tmp_path: Path) -> None:
    stream = new(tmp_path / "generator.rrd")

    @rr.recording_stream_generator_ctx
    def generate() -> Any:
        with stream:
            for _ in range(2):
                assert rr.get_recording_id() == stream.get_recording_id()
                yield
                assert rr.get_recording_id() == stream.get_recording_id()

    for _ in generate():
        assert rr.get_recording_id() is None
    with pytest.raises(ValueError, match="generator"):
        rr.recording_stream_generator_ctx(lambda: None)


def test_a_stream_of_each_call(path: Path) -> None:
    @rr.thread_local_stream("each_call")
    def work() -> str | None:
        rr.save(path)
        rr.log("inside", rr.Scalars(1))
        return rr.get_recording_id()

    first = work()
    assert work() != first and rr.get_recording_id() is None
    assert "/inside" in {row["entity"] for row in read(path)}


def test_bad_data_warns_and_is_logged(path: Path) -> None:
    with new(path):
        with pytest.warns(RerunWarning, match="Position3DBatch: ValueError") as caught:
            rr.log("points", rr.Points3D([1, 2], colors=[255, 0, 0]))
        assert caught[0].filename == __file__
        with pytest.warns(RerunWarning, match="log: TypeError"):
            rr.log("nothing", 3)  # type: ignore[arg-type]
    rows = {row["entity"]: row for row in read(path)}
    assert rows["/points"]["Points3D:positions"] == []
    assert rows["/points"]["Points3D:colors"] == [0xFF0000FF]
    assert rows["/__warnings"]["TextLog:level"] == ["WARN"]
    assert "/nothing" not in rows


def test_bad_data_raises_where_strict(path: Path) -> None:
    with new(path):
        with pytest.raises(TypeError):
            rr.log("nothing", 3, strict=True)  # type: ignore[arg-type]
        rr.set_strict_mode(True)
        with pytest.raises(ValueError):
            rr.Points3D([1, 2])
        with pytest.raises(ValueError):
            rr.Boxes3D(sizes=[1, 2, 3], half_sizes=[1, 2, 3])
        with pytest.raises(ValueError, match="multiple times"):
            rr.log("twice", rr.Points3D([1, 2, 3]), rr.Points3D([1, 2, 3]))


def test_of_a_repeated_component_the_first_counts(path: Path) -> None:
    with new(path), pytest.warns(RerunWarning, match="multiple times"):
        rr.log("twice", rr.Points3D([1, 2, 3]), rr.Points3D([4, 5, 6], radii=1))
    (row,) = (row for row in read(path) if row["entity"] == "/twice")
    assert (row["Points3D:positions"], row["Points3D:radii"]) == ([[1.0, 2.0, 3.0]], [1.0])


def test_times_must_be_one_and_only_one() -> None:
    rr.init("times")
    for arguments in ({}, {"sequence": 1, "duration": 1}):
        with pytest.raises(ValueError, match="Exactly one"):
            rr.set_time("t", **arguments)  # type: ignore[arg-type]
    for arguments in ({"sequence": 1.5}, {"duration": "x"}, {"timestamp": object()}):
        with pytest.raises(TypeError):
            rr.set_time("t", **arguments)  # type: ignore[arg-type]
    with pytest.raises(OverflowError):
        rr.set_time("t", sequence=2**64)
    with pytest.raises(ValueError, match="seconds"):
        rr.set_time("t", timestamp=1_700_000_000_000)
    with pytest.raises(ValueError, match="empty"):
        rr.set_time("", sequence=1)


def test_columns_of_different_lengths_are_an_error(path: Path) -> None:
    with new(path), pytest.raises(ValueError, match="All columns must have the same length. Expected 2"):
        rr.send_columns(
            "a", [rr.TimeColumn("t", sequence=[1, 2])], rr.Scalars.columns(scalars=[1, 2, 3]), strict=True
        )


def test_without_a_recording_nothing_happens(caplog: pytest.LogCaptureFixture) -> None:
    rr.log("a", rr.Scalars(1))
    rr.set_time("t", sequence=1)
    rr.send_columns("a", [], rr.Scalars.columns(scalars=[1]))
    rr.disconnect()
    assert rr.get_application_id() is None and not rr.is_enabled()
    with caplog.at_level(logging.WARNING):
        rr.save("nowhere.rrd")
    assert "save() call ignored" in caplog.text
    with pytest.raises(RuntimeError, match="No recording"):
        rr.memory_recording()
    with pytest.raises(RuntimeError):
        rr.binary_stream()
    with pytest.raises(ValueError, match="application id"):
        rr.send_blueprint(rr.blueprint.Blueprint())


def test_a_disabled_stream_does_nothing(path: Path) -> None:
    stream = rr.RecordingStream("off", default_enabled=False)
    assert not stream.is_enabled() and stream.get_application_id() is None
    stream.log("a", rr.Scalars(1))
    stream.save(path)
    assert not path.exists()


def test_ids() -> None:
    rr.init("a.b")
    assert rr.get_application_id() != "a.b"
    first = rr.get_recording_id()
    rr.init("a.b")
    assert rr.get_recording_id() == first
    rr.init("other")
    assert rr.get_recording_id() != first
    rr.init("given", recording_id="mine")
    assert rr.get_recording_id() == "mine"
    assert rr.RecordingStream("x").get_recording_id() != rr.RecordingStream("x").get_recording_id()
    with pytest.raises(ValueError, match="must not be empty"):
        rr.init("")


def test_flush_says_what_is_wrong_with_the_time() -> None:
    stream = rr.RecordingStream("flush")
    stream.flush(timeout_sec=0)
    for seconds in (-1.0, float("nan")):
        with pytest.raises(RuntimeError, match="duration must"):
            stream.flush(timeout_sec=seconds)


def test_a_file_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    stream = rr.RecordingStream("bad_file")
    with pytest.raises(RuntimeError):
        stream.save(tmp_path / "missing" / "x.rrd")


def test_memory_is_drained(path: Path) -> None:
    stream = rr.RecordingStream("memory", send_properties=False)
    memory = stream.memory_recording()
    stream.log("a", rr.Scalars(1))
    assert memory.num_msgs() >= 2
    path.write_bytes(memory.drain_as_bytes())
    assert [row["entity"] for row in read(path)] == ["/a"]
    assert memory.num_msgs() == 0


def test_a_byte_stream_gives_what_is_new(path: Path) -> None:
    stream = rr.RecordingStream("bytes", send_properties=False)
    binary = stream.binary_stream()
    for name in ("first", "second"):
        stream.log(name, rr.Scalars(1))
        data = binary.read()
        assert data is not None
        path.write_bytes(data)
        assert [row["entity"] for row in read(path)] == [f"/{name}"]
    assert binary.read() is None


def test_several_sinks(tmp_path: Path) -> None:
    stream = rr.RecordingStream("sinks", send_properties=False)
    one, two = tmp_path / "one.rrd", tmp_path / "two.rrd"
    stream.set_sinks(rr.FileSink(one), rr.FileSink(two, write_footer=True))
    stream.log("a", rr.Scalars(1))
    stream.disconnect()
    assert read(one) == read(two) != []
    with pytest.raises(ValueError, match="Duplicate"):
        stream.set_sinks(rr.FileSink(one), rr.FileSink(one))
    with pytest.raises(RuntimeError, match="not a valid LogSink"):
        stream.set_sinks("x")  # type: ignore[arg-type]


def test_a_callback_gets_everything(path: Path) -> None:
    stream = rr.RecordingStream("callback", send_properties=False)
    received: list[bytes] = []
    rr.bindings.set_callback_sink(received.append, stream)
    stream.log("a", rr.Scalars(1))
    stream.flush()
    path.write_bytes(received[-1])
    assert [row["entity"] for row in read(path)] == ["/a"]


def test_threads_log_all_they_have(path: Path) -> None:
    stream = new(path)

    def work(number: int) -> None:
        for index in range(500):
            stream.set_time("index", sequence=index)
            stream.log(f"thread/{number}", rr.Scalars(index))

    workers = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    stream.disconnect()
    for number in range(8):
        rows = read(path, f"/thread/{number}")
        assert [row["Scalars:scalars"][0] == row["index"] for row in rows] == [True] * 500


def test_a_forked_child_logs_to_its_own_file(tmp_path: Path) -> None:
    code = """
import os, sys
import rushes as rr
folder = sys.argv[1]
rr.init("fork", send_properties=False)
recording_id = rr.get_recording_id()
rr.save(f"{folder}/parent.rrd")
rr.log("parent", rr.Scalars(1))
inherited = rr.get_global_data_recording()
child = os.fork()
if child == 0:
    assert rr.get_global_data_recording() is None
    inherited.log("lost", rr.Scalars(1))
    try:
        inherited.flush()
    except RuntimeError as error:
        assert str(error).startswith("Fork detected during flush")
    else:
        os._exit(3)
    rr.init("fork", send_properties=False)
    assert rr.get_recording_id() == recording_id
    rr.save(f"{folder}/child.rrd")
    rr.log("child", rr.Scalars(2))
    rr.rerun_shutdown()
    os._exit(0)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
"""
    result = run(code, str(tmp_path))
    assert result.returncode == 0, result.stderr
    assert [row["entity"] for row in read(tmp_path / "parent.rrd")] == ["/parent"]
    assert [row["entity"] for row in read(tmp_path / "child.rrd")] == ["/child"]


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_of_multiprocessing_share_a_recording(tmp_path: Path, method: str) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        """
import multiprocessing, sys
import rushes as rr

@rr.shutdown_at_exit
def work(folder, number):
    rr.init("shared")
    rr.save(f"{folder}/{number}.rrd")
    rr.log(f"worker/{number}", rr.Scalars(number))

if __name__ == "__main__":
    rr.init("shared")
    context = multiprocessing.get_context(sys.argv[2])
    workers = [context.Process(target=work, args=(sys.argv[1], number)) for number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(rr.get_recording_id(), [worker.exitcode for worker in workers])
"""
    )
    result = run("import runpy, sys; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')", str(program), str(tmp_path), method)
    if method == "spawn":
        import subprocess
        import sys

        result = subprocess.run([sys.executable, program, tmp_path, method], capture_output=True, text=True)
    recording_id, _, codes = result.stdout.strip().partition(" ")
    assert codes == "[0, 0]", result.stderr
    for number in range(2):
        (store,) = rr.chunk.RrdReader(tmp_path / f"{number}.rrd").recordings()
        assert store.recording_id == recording_id


@pytest.mark.parametrize("ending", ["", "sys.exit(3)", "raise KeyError"])
def test_a_program_that_ends_leaves_a_whole_file(path: Path, ending: str) -> None:
    code = f"""
import sys
import rushes as rr
rr.init("ends", send_properties=False)
rr.save(sys.argv[1])
rr.log("a", rr.Scalars(1))
{ending}
"""
    run(code, str(path))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert [row["entity"] for row in read(path)] == ["/a"]


def test_a_collected_stream_finishes_its_file(path: Path) -> None:
    stream = new(path)
    stream.log("a", rr.Scalars(1))
    del stream
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert [row["entity"] for row in read(path)] == ["/a"]


def test_strictness_from_the_environment() -> None:
    code = "import rushes as rr; print(rr.strict_mode())"
    assert run(code, RERUN_STRICT="1").stdout.strip() == "True"
    assert run(code, RERUN_STRICT="off").stdout.strip() == "False"
    odd = run(code, RERUN_STRICT="garbage")
    assert odd.stdout.strip() == "False" and "RERUN_STRICT" in odd.stderr


def test_functions_of_a_program_can_be_lenient() -> None:
    @rr.error_utils.catch_and_log_exceptions(exception_return_value=7)
    def fails(*, strict: bool | None = None) -> int:
        raise ValueError("no")

    with pytest.warns(RerunWarning, match=r"fails: ValueError\(no\)"):
        assert fails() == 7
    with pytest.raises(ValueError):
        fails(strict=True)
    with pytest.warns(RerunWarning), rr.error_utils.catch_and_log_exceptions("block"):
        raise ValueError("no")


def test_values_keep_the_type_of_the_first(path: Path) -> None:
    name = "kept_type"
    with new(path):
        rr.log("a", rr.AnyValues(**{name: 1}))
        with pytest.warns(RerunWarning, match="Cannot convert"):
            rr.log("a", rr.AnyValues(beside=1, **{name: "x"}))
        rr.log("b", rr.AnyValues(**{name: None}))
    rows = read(path)
    assert [row[name] for row in rows if name in row] == [[1], []]


def test_arrays_of_arrow_keep_their_own_type(path: Path) -> None:
    name = "own_type"
    with new(path):
        rr.log("first", rr.AnyValues(**{name: pa.array([{"x": 1}])}))
        rr.log("batch", rr.AnyValues(**{name: rr.components.RadiusBatch([0.5])}))
        rr.log("text", rr.AnyValues(**{name: "x"}))
        rr.log("other", rr.AnyValues(**{name: pa.array([2])}))
    rows = read(path)
    assert [row[name] for row in rows if name in row] == [[{"x": 1}], [0.5], ["x"], [2]]


def test_batcher_settings() -> None:
    config = rr.ChunkBatcherConfig(flush_tick=0.5, flush_num_rows=3)
    assert config.flush_tick.total_seconds() == 0.5 and config.flush_num_rows == 3
    config.flush_num_bytes = 7
    assert config.flush_num_bytes == 7
    assert rr.ChunkBatcherConfig.LOW_LATENCY().flush_tick.total_seconds() == 0.008


def test_a_batch_for_every_row(path: Path) -> None:
    stream = rr.RecordingStream(
        "always", send_properties=False, batcher_config=rr.ChunkBatcherConfig.ALWAYS_TEST_ONLY()
    )
    stream.save(path)
    for index in range(3):
        stream.log("a", rr.Scalars(index))
    stream.disconnect()
    assert len(rr.chunk.RrdReader(path).stream().to_chunks()) == 3


def test_memory_stays_flat(path: Path) -> None:
    import resource

    with new(path) as stream:
        for index in range(20_000):
            stream.log("warm", rr.Scalars(index))
        stream.flush()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for index in range(300_000):
            stream.log("flat", rr.Scalars(index))
        stream.flush()
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert after - before < 64 << 10


def test_arrays_can_be_changed_after_logging(path: Path) -> None:
    array = np.ones((100, 3), dtype=np.float32)
    with new(path):
        rr.log("a", rr.Points3D(array))
        array[:] = 7
    assert read(path)[0]["Points3D:positions"][0] == [1.0, 1.0, 1.0]

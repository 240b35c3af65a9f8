"""Over the network: sending, serving, what is said when there is nobody."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from conftest import read, run

import rushes as rr
import rushes.blueprint as rrb

HERE = Path(__file__).parent
SECONDS = 60.0

PEER = os.environ.get("RUSHES_TEST_PEER")
"""The Python of the environment that holds the peer."""

OURS = os.environ.get("RUSHES_TEST_CLI")
"""Our command line."""

needs_command_line = pytest.mark.skipif(OURS is None, reason="RUSHES_TEST_CLI names no command line")
needs_peer = pytest.mark.skipif(PEER is None or OURS is None, reason="RUSHES_TEST_PEER names no Python with the peer")

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts programs, and ends them with the test."""
    running: list[subprocess.Popen[str]] = []

    def start(*words: object, **options: Any) -> subprocess.Popen[str]:
        environment = {**os.environ, "RERUN_ANALYTICS": "0"}
        command = [str(word) for word in words]
        # A group of its own, because a program may be started by a script that does not pass signals on.
        process = subprocess.Popen(command, env=environment, text=True, start_new_session=True, **options)
        running.append(process)
        return process

    yield start
    for process in running:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def stream() -> Iterator[rr.RecordingStream]:
    stream = rr.RecordingStream("network_test", recording_id="shared", send_properties=False)
    yield stream
    stream.disconnect()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def proxy(port: int) -> str:
    return f"rerun+http://127.0.0.1:{port}/proxy"


def serve_ours(start: Start, *options: object) -> str:
    process = start(OURS, "serve", "--port=0", *options, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    return process.stdout.readline().strip()


def serve_peer(start: Start) -> str:
    assert PEER is not None
    port = free_port()
    command = [Path(PEER).with_name("rerun"), "--serve-grpc", f"--port={port}", "--bind=127.0.0.1"]
    start(*command, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return proxy(port)
        except OSError:
            assert time.monotonic() < deadline, "the peer's server does not come"
            time.sleep(0.05)


def tail(url: str, path: Path) -> list[dict[str, Any]]:
    """What a reader that comes now gets."""
    assert OURS is not None
    command = [OURS, "tail", url, "--output", str(path), "--until-idle", "1"]
    subprocess.run(command, check=True, timeout=SECONDS)
    return read(path)


def log_frames(stream: rr.RecordingStream, frames: range) -> None:
    for frame in frames:
        stream.set_time("frame", sequence=frame)
        stream.log("scalar", rr.Scalars(frame))


@needs_command_line
def test_what_is_sent_is_what_is_read(start: Start, stream: rr.RecordingStream, tmp_path: Path) -> None:
    url = serve_ours(start)
    log_frames(stream, range(5))
    stream.connect_grpc(url)
    log_frames(stream, range(5, 10))
    stream.flush(timeout_sec=SECONDS)
    rows = tail(url, tmp_path / "read.rrd")
    assert [row["frame"] for row in rows] == list(range(10))


@needs_command_line
def test_several_sinks_get_the_same(start: Start, stream: rr.RecordingStream, tmp_path: Path) -> None:
    url = serve_ours(start)
    path = tmp_path / "written.rrd"
    server = rr.GrpcServerSink("127.0.0.1", 0)
    stream.set_sinks(rr.GrpcSink(url), rr.FileSink(path), server)
    log_frames(stream, range(10))
    stream.flush(timeout_sec=SECONDS)
    sent, served = tail(url, tmp_path / "sent.rrd"), tail(server.uri, tmp_path / "served.rrd")
    stream.disconnect()
    assert sent == served == read(path)
    assert len(sent) == 10


@needs_command_line
def test_a_served_recording_also_takes_what_others_send(
    start: Start, stream: rr.RecordingStream, tmp_path: Path
) -> None:
    url = stream.serve_grpc(grpc_port=0)
    log_frames(stream, range(3))
    code = """
import sys
import rushes as rr
rr.init("network_test", recording_id="shared", send_properties=False)
rr.connect_grpc(sys.argv[1])
rr.set_time("frame", sequence=3)
rr.log("scalar", rr.Scalars(3))
"""
    result = run(code, url)
    assert result.returncode == 0 and not result.stderr, result.stderr
    stream.flush()
    rows = tail(url, tmp_path / "read.rrd")
    assert sorted(row["frame"] for row in rows) == [0, 1, 2, 3]


@needs_command_line
def test_blueprints_are_sent(start: Start, stream: rr.RecordingStream, tmp_path: Path) -> None:
    url = serve_ours(start)
    blueprint = rrb.Blueprint(rrb.TimeSeriesView(origin="/scalar"))
    blueprint.connect_grpc("network_test", url=url)
    stream.connect_grpc(url, default_blueprint=blueprint)
    log_frames(stream, range(3))
    stream.flush()
    path = tmp_path / "read.rrd"
    tail(url, path)
    reader = rr.chunk.RrdReader(path)
    assert {entry.application_id for entry in reader.blueprints()} == {"network_test"}
    assert len(reader.blueprints()) == 2
    assert len(reader.recordings()) == 1


def test_without_a_server_a_flush_says_so_and_one_that_comes_late_gets_everything(
    stream: rr.RecordingStream, path: Path
) -> None:
    port = free_port()
    log_frames(stream, range(5))
    stream.connect_grpc(proxy(port))
    log_frames(stream, range(5, 10))
    with pytest.raises(RuntimeError, match="unable to connect"):
        stream.flush()
    with pytest.raises(RuntimeError, match="non-negative"):
        stream.flush(timeout_sec=-1)
    server = rr.RecordingStream("network_test", recording_id="shared", send_properties=False)
    server.serve_grpc(grpc_port=port)
    stream.flush(timeout_sec=SECONDS)
    if OURS is not None:
        rows = tail(proxy(port), path)
        assert [row["frame"] for row in rows] == list(range(10))
    server.disconnect()


def test_what_is_no_proxy_is_refused(stream: rr.RecordingStream) -> None:
    for url in ("bad", "http://127.0.0.1:9876/proxy", "rerun+http://127.0.0.1:9876/catalog"):
        for connect in (stream.connect_grpc, rr.GrpcSink):
            with pytest.raises(RuntimeError, match=re.escape(f'invalid endpoint "{url}": ')):
                connect(url)
        with pytest.raises(RuntimeError, match="invalid endpoint"):
            rrb.Blueprint().connect_grpc("app", url=url)
    with pytest.raises(RuntimeError, match="Bad server_memory_limit"):
        stream.serve_grpc(grpc_port=0, server_memory_limit="much")


def test_a_port_that_is_taken_is_said_to_be(stream: rr.RecordingStream) -> None:
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        with pytest.raises(RuntimeError, match="cannot listen"):
            stream.serve_grpc(grpc_port=taken.getsockname()[1])


def test_a_sink_is_itself() -> None:
    assert rr.GrpcSink() == rr.GrpcSink("rerun+http://127.0.0.1:9876/proxy")
    assert rr.GrpcSink() != rr.GrpcSink(proxy(1))
    assert len({rr.GrpcSink(), rr.GrpcSink(), rr.GrpcServerSink(), rr.GrpcServerSink(port=1)}) == 3
    assert rr.GrpcServerSink(port=7778).uri == "rerun+http://0.0.0.0:7778/proxy"
    with pytest.raises(ValueError, match="Duplicate sinks"):
        rr.set_sinks(rr.GrpcSink(), rr.GrpcSink(), recording=rr.RecordingStream("network_test"))


def test_without_a_viewer_spawn_says_what_to_do(stream: rr.RecordingStream, path: Path) -> None:
    stream.save(path)
    with pytest.raises(RuntimeError, match=r"(?s)Failed to find .* in PATH.*pip install"):
        rr.spawn(port=free_port(), executable_name="no-such-viewer", recording=stream)
    with pytest.raises(RuntimeError, match='Failed to find .* at "/nowhere"'):
        rr.spawn(port=free_port(), executable_path="/nowhere", recording=stream)
    # The stream goes where it went.
    stream.log("a", rr.Scalars(1))
    stream.disconnect()
    assert len(read(path)) == 1


def test_spawn_takes_what_listens_already_for_a_viewer(stream: rr.RecordingStream) -> None:
    server = rr.RecordingStream("network_test", recording_id="server")
    port = int(server.serve_grpc(grpc_port=0).rpartition(":")[2].removesuffix("/proxy"))
    stream.spawn(port=port)
    stream.log("a", rr.Scalars(1))
    stream.flush(timeout_sec=SECONDS)
    rrb.Blueprint().spawn("network_test", port=port)
    server.disconnect()


@needs_peer
def test_both_sdks_send_the_same_to_both_servers(start: Start, tmp_path: Path) -> None:
    assert PEER is not None
    programs = [
        HERE / "programs" / f"{name}.py"
        for name in ("columns", "images", "points", "scalars", "tensors", "text", "transforms")
    ]
    read: list[Path] = []
    for module, python in (("rushes", sys.executable), ("rerun", PEER)):
        for name, url in (("ours", serve_ours(start)), ("peer", serve_peer(start))):
            command = [python, HERE / "run_programs.py", module, url, *programs]
            sender = start(*command, stderr=subprocess.PIPE)
            _, stderr = sender.communicate(timeout=SECONDS)
            assert "FAILED" not in stderr, stderr
            path = tmp_path / f"{module}-{name}.rrd"
            tail(url, path)
            read.append(tmp_path / f"{module}-{name}-compacted.rrd")
            # Where rows were cut into chunks is no part of a recording.
            peer("rrd", "optimize", path, "-o", read[-1])
    first, *others = read
    for other in others:
        peer("rrd", "compare", "--unordered", first, other)


def peer(*words: object) -> None:
    """Runs the peer's command line, which must succeed."""
    assert PEER is not None
    command = [str(Path(PEER).with_name("rerun")), *map(str, words)]
    environment = {**os.environ, "RERUN_ANALYTICS": "0"}
    result = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=SECONDS)
    assert result.returncode == 0, result.stdout[-3000:] + result.stderr[-3000:]

"""Both sides of the wire: each program as a process, on loopback."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import contents
from tool import SECONDS, Tool

# How long nothing must come until a reader takes it that nothing more will.
IDLE = "1"

# What a program of the peer's users looks like.
PRODUCER = """
import sys
import rerun as rr
import rerun.blueprint as rrb

url, recording, count, mode = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
rr.init("interop_live", recording_id=recording)
rr.connect_grpc(url)
if mode == "blueprint":
    rr.send_blueprint(rrb.Blueprint(rrb.TimeSeriesView(origin="/peer")))
rr.log("peer/static", rr.TextDocument("always"), static=True)
for frame in range(count):
    rr.set_time("frame", sequence=frame)
    rr.log("peer/scalar", rr.Scalars(frame))
if mode == "forever":
    rr.get_global_data_recording().flush()
    print("running", flush=True)
    frame = count
    while True:
        rr.set_time("frame", sequence=frame)
        rr.log("peer/scalar", rr.Scalars(frame))
        frame += 1
rr.disconnect()
"""


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen]]:
    """Starts programs, and ends them with the test."""
    running: list[subprocess.Popen] = []

    def start(*words: str | Path, **options) -> subprocess.Popen:
        environment = {**os.environ, "RERUN_ANALYTICS": "0"}
        process = subprocess.Popen([str(word) for word in words], env=environment, **options)
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.wait()


def serve(ours: Tool, start, *options: str | Path) -> tuple[str, subprocess.Popen]:
    """Our server, and where it is."""
    process = start(ours.binary, "serve", "--port=0", *options, stdout=subprocess.PIPE, text=True)
    return process.stdout.readline().strip(), process


def serve_peer(peer: Tool, start) -> str:
    """The peer's server, and where it is."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    start(peer.binary, "--serve-grpc", f"--port={port}", "--bind=127.0.0.1", stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return f"rerun+http://127.0.0.1:{port}/proxy"
        except OSError:
            assert time.monotonic() < deadline, "the peer's server does not come"
            time.sleep(0.05)


def produce(url: str, recording: str, count: int = 100, mode: str = "plain") -> None:
    """A program with the peer's SDK, until it has ended."""
    words = [sys.executable, "-c", PRODUCER, url, recording, str(count), mode]
    subprocess.run(words, check=True, timeout=SECONDS)


def tail(ours: Tool, url: str, path: Path) -> dict:
    """What a reader that comes now gets."""
    ours.run("tail", url, "--output", path, "--until-idle", IDLE)
    ours.rrd("verify", path)
    return contents.chunks(path)


def rows(chunks: dict, entity: str) -> int:
    """Rows of an entity."""
    of_entity = [b for b in chunks.values() if _metadata(b, "entity_path") == entity]
    return sum(batch.num_rows for batch in of_entity)


def _metadata(batch, key: str) -> str | None:
    found = [v for k, v in (batch.schema.metadata or {}).items() if k.decode().endswith(key)]
    return found[0].decode() if found else None


def test_the_peers_sdk_logs_into_our_server(ours, peer, start, tmp_path):
    url, _ = serve(ours, start)
    produce(url, "one", 1000, "blueprint")
    path = tmp_path / "late.rrd"
    chunks = tail(ours, url, path)
    assert rows(chunks, "/peer/scalar") == 1000
    assert rows(chunks, "/peer/static") == 1
    assert {kind for kind, _, _ in contents.stores(path)} >= {"recording", "blueprint"}
    peer.rrd("verify", path)


def test_our_sdk_logs_into_the_peers_server(ours, peer, examples, start, tmp_path):
    url = serve_peer(peer, start)
    examples("shared_live").run("--connect", url, "--recording-id", "two")
    chunks = tail(ours, url, tmp_path / "late.rrd")
    for producer in range(3):
        assert rows(chunks, f"/plots/{producer}") == 1000


def test_producers_of_different_make_share_a_recording(ours, examples, start, tmp_path):
    url, _ = serve(ours, start)
    early = start(ours.binary, "tail", url, "--output", tmp_path / "early.rrd", "--until-idle", "3")
    examples("shared_live").run("--connect", url, "--recording-id", "three")
    produce(url, "three")
    late = tail(ours, url, tmp_path / "late.rrd")
    assert early.wait(SECONDS) == 0
    assert late.keys() == contents.chunks(tmp_path / "early.rrd").keys()
    assert {store[2] for store in contents.stores(tmp_path / "late.rrd")} == {"three"}
    assert rows(late, "/peer/scalar") == 100
    assert rows(late, "/plots/2") == 1000


def test_the_peers_viewer_reads_from_our_server(ours, peer, start):
    url, _ = serve(ours, start)
    produce(url, "four")
    viewer = start(
        peer.binary, "--connect", url, "--test-receive", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    output, _ = viewer.communicate(timeout=SECONDS)
    assert viewer.returncode == 0, output
    received = re.search(r"successfully receiving (\d+) messages", output)
    assert received and int(received[1]) >= 3, output


def test_what_is_pushed_is_what_is_read(ours, files, start, tmp_path):
    url, _ = serve(ours, start)
    path = next(path for name, path in files.items() if name.endswith(".rrd"))
    ours.run("push", path, url)
    tail(ours, url, tmp_path / "read.rrd")
    contents.assert_same(tmp_path / "read.rrd", path)


def test_a_killed_program_of_the_peer_leaves_the_rest_alone(ours, start, tmp_path):
    url, server = serve(ours, start)
    words = [sys.executable, "-c", PRODUCER, url, "five", "100", "forever"]
    killed = start(*words, stdout=subprocess.PIPE, text=True)
    assert killed.stdout.readline() == "running\n"
    killed.kill()
    killed.wait()
    produce(url, "six")
    chunks = tail(ours, url, tmp_path / "read.rrd")
    stores = {store[2] for store, _ in chunks}
    assert {"five", "six"} <= stores
    assert server.poll() is None


def test_what_the_peers_sdk_sent_is_there_after_our_server_was_killed(ours, peer, start, tmp_path):
    saved = tmp_path / "saved"
    url, server = serve(ours, start, "--save", saved)
    produce(url, "seven", 500, "blueprint")
    server.kill()
    server.wait()
    url, server = serve(ours, start, "--save", saved)
    chunks = tail(ours, url, tmp_path / "read.rrd")
    assert rows(chunks, "/peer/scalar") == 500
    server.send_signal(signal.SIGTERM)
    assert server.wait(SECONDS) == 0
    shards = sorted(saved.iterdir())
    assert len(shards) == 2, "a recording and its blueprint"
    for shard in shards:
        peer.rrd("verify", shard)

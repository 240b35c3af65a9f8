"""Commands that read what is elsewhere: files on a web server, and what live servers hold."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import contents
from test_live import PRODUCER, produce, serve, serve_peer, start
from tool import SECONDS

__all__ = ["start"]

# Two entities, one of them large.
WRITER = """
import sys
import rerun as rr

rr.init("interop_urls", recording_id="urls", send_properties=False)
rr.save(sys.argv[1])
for frame in range(20):
    rr.set_time("frame", sequence=frame)
    rr.log("small", rr.Scalars(frame))
    rr.log("large", rr.AnyValues(blob=[frame * j for j in range(60_000)]))
"""


class Handler(BaseHTTPRequestHandler):
    """Serves `/file` with ranges, `/whole` without, and `/cut`, which breaks off again and again."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        data = self.server.data
        name = self.path.removeprefix("/").removesuffix(".rrd")
        if name not in ("file", "whole", "cut"):
            self.send_error(404)
            return
        start, end = 0, len(data)
        asked = self.headers.get("Range")
        if asked and name != "whole":
            first, _, last = asked.removeprefix("bytes=").partition("-")
            start = int(first) if first else max(0, end - int(last))
            end = min(end, int(last) + 1) if first and last else end
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-{end - 1}/{len(data)}")
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(end - start))
        self.send_header("ETag", '"1"')
        self.end_headers()
        sent = data[start:end]
        if name == "cut":
            sent = sent[:100_000]
            self.close_connection = True
        self.server.sent += len(sent)
        self.wfile.write(sent)

    def log_message(self, *_) -> None:
        pass


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("urls") / "file.rrd"
    subprocess.run([sys.executable, "-c", WRITER, path], check=True, timeout=SECONDS)
    return path


@pytest.fixture
def web(file) -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.data, server.sent = file.read_bytes(), 0
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("name", ["file", "whole", "cut"])
def test_a_file_on_a_web_server_is_as_good_as_one_that_is_here(ours, web, file, tmp_path, name):
    url = f"{web.url}/{name}.rrd"
    ours.rrd("verify", url)
    there, here = (ours.rrd("stats", "--json", place).json for place in (url, file))
    assert there == here
    for command in ("merge", "filter", "route", "recover"):
        path = tmp_path / f"{command}.rrd"
        ours.rrd(command, url, "-o", path)
        contents.assert_same(path, file)


def test_what_is_dropped_is_not_even_read(ours, web, file, tmp_path):
    ours.rrd("filter", "--drop-entity", "/large", f"{web.url}/file.rrd", "-o", tmp_path / "there.rrd")
    assert web.sent < len(web.data) / 2
    ours.rrd("filter", "--drop-entity", "/large", file, "-o", tmp_path / "here.rrd")
    contents.assert_same(tmp_path / "there.rrd", tmp_path / "here.rrd")


def test_printing_one_entity_reads_only_that(ours, web, file):
    there = ours.rrd("print", "-vvv", "--entity", "/small", f"{web.url}/file.rrd").stdout
    assert web.sent < len(web.data) / 2
    here = ours.rrd("print", "-vvv", "--entity", "/small", file).stdout
    assert there == here


def test_what_is_not_there_is_said(ours, web):
    failed = ours.run("rrd", "stats", f"{web.url}/nothing.rrd", expect=1)
    assert "404" in failed.stderr
    failed = ours.run("rrd", "stats", "rerun+http://127.0.0.1:1/proxy", expect=1)
    assert "cannot connect" in failed.stderr


def test_what_a_live_server_holds_can_be_read_as_a_file(ours, peer, start, tmp_path):
    for url in (serve(ours, start)[0], serve_peer(peer, start)):
        produce(url, "live", 500)
        path = tmp_path / "merged.rrd"
        ours.rrd("merge", url, "-o", path)
        ours.rrd("verify", url)
        peer.rrd("verify", path)
        rows = sum(batch.num_rows for batch in contents.chunks(path).values())
        # The rows of both entities, and the properties.
        assert rows >= 501
        assert ours.rrd("stats", "--json", url).json["overview"]["num_rows"] == rows


def test_a_recording_that_never_pauses_is_read_up_to_now(ours, peer, start, tmp_path):
    for url in (serve(ours, start)[0], serve_peer(peer, start)):
        words = [sys.executable, "-c", PRODUCER, url, "endless", "100", "forever"]
        producer = start(*words, stdout=subprocess.PIPE, text=True)
        assert producer.stdout.readline() == "running\n"
        path = tmp_path / "merged.rrd"
        ours.rrd("merge", url, "-o", path)
        assert sum(batch.num_rows for batch in contents.chunks(path).values()) > 100
        producer.kill()

"""Our commands read what the peer's SDK writes, and count what the peer counts."""

from __future__ import annotations

import pytest

import contents
import corpus
from tool import parse_stats, printed_chunks

FILES = [*corpus.WRITERS, "shared_0.rrd", "shared_1.rrd"]
# The peer's verify wants a footer with a manifest: not there, by intent.
WITHOUT_MANIFEST = ["no_footer.rrd", "empty.rrd"]


@pytest.mark.parametrize("name", FILES)
def test_stats_count_the_same(ours, peer, files, name):
    theirs = parse_stats(peer.rrd("stats", files[name]).text)
    stats = ours.rrd("stats", "--json", files[name]).json
    assert stats["num_chunks"] == theirs["num_chunks"]
    for key in ("num_entity_paths", "num_rows", "num_rows_min", "num_rows_max", "num_static"):
        assert stats["overview"][key] == theirs[key], key
    for key in ("entity", "index", "component"):
        assert stats["overview"][f"chunks_per_{key}"] == theirs[key], key


@pytest.mark.parametrize("name", FILES)
def test_stats_text_has_the_lines_that_scripts_read(ours, peer, files, name):
    theirs = parse_stats(peer.rrd("stats", files[name]).text)
    stats = parse_stats(ours.rrd("stats", files[name]).text)
    for key in ("num_chunks", "num_entity_paths", "num_rows"):
        assert stats[key] == theirs[key], key
    for key in ("entity", "index", "component"):
        assert stats[key] == theirs[key], key


def test_stats_of_several_files_are_of_all_together(ours, peer, files):
    paths = [files["scalars.rrd"], files["spatial.rrd"], files["layout.rbl"]]
    theirs = parse_stats(peer.rrd("stats", *paths).text)
    stats = ours.rrd("stats", "--json", *paths).json
    assert stats["num_chunks"] == theirs["num_chunks"]
    assert stats["overview"]["num_rows"] == theirs["num_rows"]


@pytest.mark.parametrize("name", FILES)
def test_stats_without_decoding_count_the_same_chunks(ours, peer, files, name):
    theirs = parse_stats(peer.rrd("stats", "--no-decode", files[name]).text)
    assert ours.rrd("stats", "--no-decode", "--json", files[name]).json["num_chunks"] == theirs["num_chunks"]


@pytest.mark.parametrize("verbosity", [[], ["-v"]], ids=["short", "full"])
@pytest.mark.parametrize("name", FILES)
def test_print_lists_the_same_chunks(ours, peer, files, name, verbosity):
    theirs = printed_chunks(peer.rrd("print", *verbosity, files[name]).text)
    assert printed_chunks(ours.rrd("print", *verbosity, files[name]).text) == theirs


@pytest.mark.parametrize("name", FILES)
def test_print_shows_every_row(ours, files, name):
    text = ours.rrd("print", "-vvv", files[name]).text
    for batch in contents.chunks(files[name]).values():
        rows = batch.column("rerun.controls.RowId")
        for row in (rows[0], rows[-1]):
            assert f"row_{row.as_py().hex()}".lower() in text.lower()


def test_print_shows_times_and_values(ours, files):
    text = ours.rrd("print", "-vvv", "--entity", "/plot/many", files["scalars.rrd"]).text
    assert "2023-11-14T22:16:38" in text, "the last row's time on the timestamp timeline"
    assert "[198.0, 396.0, 594.0]" in text, "the last row's value"
    assert "<timestamp" not in text and "<duration" not in text


def test_print_of_one_entity_shows_that_entity_alone(ours, peer, files):
    path = files["spatial.rrd"]
    theirs = printed_chunks(peer.rrd("print", "--entity", "/world/points", path).text)
    chunks = printed_chunks(ours.rrd("print", "--entity", "/world/points", path).text)
    assert chunks == theirs
    assert {chunk.entity for chunk in chunks} == {"/world/points"}


@pytest.mark.parametrize("name", [name for name in FILES if name not in WITHOUT_MANIFEST])
def test_verify_finds_no_fault(ours, files, name):
    report = ours.rrd("verify", "--json", files[name]).json
    assert report["errors"] == 0
    assert [file["ok"] for file in report["files"]] == [True], report


def test_verify_reports_each_file(ours, files):
    paths = [files[name] for name in FILES if name not in WITHOUT_MANIFEST]
    report = ours.rrd("verify", "--json", *paths).json
    assert [file["path"] for file in report["files"]] == [str(path) for path in paths]


def test_verify_wants_a_footer_as_the_peer_does(ours, peer, files):
    path = files["no_footer.rrd"]
    peer.rrd("verify", path, expect=1)
    assert "footer" in ours.rrd("verify", path, expect=1).stderr
    ours.rrd("verify", "--check-footers=false", path)

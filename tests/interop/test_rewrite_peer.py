"""What our commands make of the peer's files is what the peer's own commands make of them."""

from __future__ import annotations

import pytest

import contents
import corpus

# A store without chunks has no manifest, and the peer's verify takes that for a missing footer.
FILES = [name for name in [*corpus.WRITERS, "shared_0.rrd", "shared_1.rrd"] if name != "empty.rrd"]
SHARED = ["shared_0.rrd", "shared_1.rrd"]


def words(value) -> str:
    """The name of a test case: a file or the options of a command."""
    return value if isinstance(value, str) else " ".join(value)


def same_as_peer(ours, peer, directory, command, paths):
    """Runs one command by both, and compares: by the peer's verify, by its compare, and chunk by chunk."""
    suffix = paths[0].suffix
    mine, theirs = directory / f"ours{suffix}", directory / f"peer{suffix}"
    peer.rrd(*command, "-o", theirs, *paths)
    ours.rrd(*command, "-o", mine, *paths)
    if contents.chunks(theirs):
        peer.rrd("verify", mine)
    if sum(kind == "recording" for kind, _, _ in contents.stores(theirs)) == 1:
        peer.rrd("compare", mine, theirs)
        peer.rrd("compare", "--unordered", mine, theirs)
    contents.assert_same(mine, theirs)
    assert contents.stores(mine) == contents.stores(theirs)
    return mine


def assert_manifest_leads_to_the_same_chunks(path):
    by_manifest = contents.chunks(path, by_manifest=True)
    streamed = contents.chunks(path)
    assert by_manifest.keys() == streamed.keys()
    assert all(by_manifest[key].equals(streamed[key]) for key in streamed)


@pytest.mark.parametrize("name", FILES)
def test_merge_of_one_file(ours, peer, files, tmp_path, name):
    merged = same_as_peer(ours, peer, tmp_path, ["merge"], [files[name]])
    assert_manifest_leads_to_the_same_chunks(merged)


def test_merge_of_a_shared_recording(ours, peer, files, tmp_path):
    merged = same_as_peer(ours, peer, tmp_path, ["merge"], [files[name] for name in SHARED])
    assert len(contents.stores(merged)) == 1


def test_merge_of_everything(ours, peer, files, tmp_path):
    merged = same_as_peer(ours, peer, tmp_path, ["merge"], [files[name] for name in FILES])
    assert_manifest_leads_to_the_same_chunks(merged)


def test_merge_of_the_same_file_twice_is_that_file(ours, peer, files, tmp_path):
    path = files["spatial.rrd"]
    merged = same_as_peer(ours, peer, tmp_path, ["merge"], [path, path])
    assert contents.chunk_ids(merged) == contents.chunk_ids(path)


def test_merge_keeps_the_last_of_static_data_only(ours, files, tmp_path):
    merged = tmp_path / "merged.rrd"
    ours.rrd("merge", "-o", merged, files["static.rrd"])
    texts = [
        batch.column("TextDocument:text").to_pylist()
        for batch in contents.chunks(merged).values()
        if "TextDocument:text" in batch.schema.names
    ]
    assert texts == [[["version 4"]]]


def test_merge_is_the_same_bytes_every_time(ours, files, tmp_path):
    paths = [files["two_stores.rrd"], files["scalars.rrd"], files["layout.rbl"]]
    outputs = [tmp_path / "first.rrd", tmp_path / "second.rrd"]
    for output in outputs:
        ours.rrd("merge", "-o", output, *paths)
    assert outputs[0].read_bytes() == outputs[1].read_bytes()


JOINED = [
    ["shared_0.rrd", "shared_1.rrd"],
    ["scalars.rrd", "text.rrd"],
    ["no_footer.rrd", "spatial.rrd"],
    ["spatial.rrd", "no_footer.rrd"],
    ["layout.rbl", "two_stores.rrd"],
]


@pytest.mark.parametrize("command", [["merge"], ["filter", "--drop-timeline", "wall"]], ids=["merge", "filter"])
@pytest.mark.parametrize("names", JOINED, ids=" + ".join)
def test_streams_joined_in_one_file(ours, peer, files, tmp_path, command, names):
    joined = tmp_path / "joined.rrd"
    joined.write_bytes(b"".join(files[name].read_bytes() for name in names))
    rewritten = same_as_peer(ours, peer, tmp_path, command, [joined])
    assert contents.chunk_ids(rewritten) == set().union(*(contents.chunk_ids(files[name]) for name in names))
    piped = tmp_path / "piped.rrd"
    piped.write_bytes(ours.rrd(*command, stdin=joined.read_bytes()).stdout)
    contents.assert_same(piped, rewritten)


def test_route_of_streams_joined_in_one_file(ours, peer, files, tmp_path):
    joined = tmp_path / "joined.rrd"
    joined.write_bytes(b"".join(files[name].read_bytes() for name in SHARED))
    same_as_peer(ours, peer, tmp_path, ["route", "--recording-id", "another"], [joined])


DROPS = [
    ("scalars.rrd", ["--drop-entity", "/plot/many"]),
    ("scalars.rrd", ["--drop-timeline", "frame"]),
    ("scalars.rrd", ["--drop-timeline", "frame", "--drop-timeline", "wall", "--drop-entity", "/plot/sin"]),
    ("scalars.rrd", ["--drop-entity", "/plot", "--drop-timeline", "no such timeline"]),
    ("one_row_chunks.rrd", ["--drop-entity", "/tiny/3"]),
    ("one_row_chunks.rrd", ["--drop-timeline", "log_time"]),
    ("spatial.rrd", ["--drop-entity", "/world/points", "--drop-entity", "/world/box"]),
    ("text.rrd", ["--drop-entity", r"/odd\ path/with\/slash/und\ Ünïcode"]),
    ("columns.rrd", ["--drop-timeline", "wall"]),
    ("arrow_types.rrd", ["--drop-timeline", "frame"]),
    ("large_chunks.rrd", ["--drop-timeline", "frame"]),
    ("large_chunks.rrd", ["--drop-timeline", "wall"]),
    ("large_chunks.rrd", ["--drop-timeline", "wall", "--drop-timeline", "elapsed"]),
    ("two_stores.rrd", ["--drop-timeline", "frame"]),
    ("two_stores.rrd", ["--drop-entity", "/viewport"]),
    ("no_footer.rrd", ["--drop-timeline", "log_time"]),
    ("layout.rbl", ["--drop-timeline", "log_time"]),
]


@pytest.mark.parametrize(("name", "drops"), DROPS, ids=words)
def test_filter(ours, peer, files, tmp_path, name, drops):
    filtered = same_as_peer(ours, peer, tmp_path, ["filter", *drops], [files[name]])
    assert_manifest_leads_to_the_same_chunks(filtered)


def test_filter_of_several_files(ours, peer, files, tmp_path):
    same_as_peer(ours, peer, tmp_path, ["filter", "--drop-timeline", "frame"], [files[name] for name in SHARED])


ROUTES = [
    ("scalars.rrd", ["--recording-id", "another"]),
    ("scalars.rrd", ["--application-id", "another"]),
    ("one_row_chunks.rrd", ["--recording-id", "another", "--application-id", "another_app"]),
    ("arrow_types.rrd", ["--recording-id", "mit Ümlaut"]),
    ("properties.rrd", []),
    ("layout.rbl", ["--application-id", "another"]),
]


@pytest.mark.parametrize(("name", "ids"), ROUTES, ids=words)
def test_route(ours, peer, files, tmp_path, name, ids):
    routed = same_as_peer(ours, peer, tmp_path, ["route", *ids], [files[name]])
    assert_manifest_leads_to_the_same_chunks(routed)


def test_route_of_several_recordings_into_one(ours, peer, files, tmp_path):
    paths = [files["scalars.rrd"], files["text.rrd"], files["columns.rrd"]]
    routed = same_as_peer(ours, peer, tmp_path, ["route", "--recording-id", "all"], paths)
    assert contents.stores(routed) == {("recording", corpus.APPLICATION, "all")}


def test_route_of_a_recording_with_its_blueprint(ours, peer, files, tmp_path):
    """The peer's own route panics here: manifests come in another order than the messages."""
    routed = tmp_path / "routed.rrd"
    ours.rrd("route", "--application-id", "another", "-o", routed, files["two_stores.rrd"])
    peer.rrd("verify", routed)
    assert contents.chunk_ids(routed) == contents.chunk_ids(files["two_stores.rrd"])
    assert {application for _, application, _ in contents.stores(routed)} == {"another"}


def test_route_normalises_an_application_id_as_the_peer_does(ours, files, tmp_path):
    routed = tmp_path / "routed.rrd"
    ours.rrd("route", "--application-id", "a b/c", "-o", routed, files["scalars.rrd"])
    assert contents.stores(routed) == {("recording", "a b-c3663", "scalars")}

"""The peer reads what we write: the shards of a demo, their merger, and what it computes from them."""

from __future__ import annotations

import pytest
from rerun.chunk import RrdReader

import contents
from tool import parse_stats, printed_chunks


@pytest.fixture(scope="module")
def merged(ours, shards, tmp_path_factory):
    path = tmp_path_factory.mktemp("merged") / "merged.rrd"
    ours.rrd("merge", "-o", path, *shards)
    return path


def test_shards_are_one_recording(shards):
    stores = set().union(*(contents.stores(shard) for shard in shards))
    assert len([store for store in stores if store[0] == "recording"]) == 1, stores


def test_the_peer_verifies_each_shard(peer, shards):
    for shard in shards:
        peer.rrd("verify", shard)


def test_the_peer_prints_each_shard_as_we_do(ours, peer, shards):
    for shard in shards:
        chunks = printed_chunks(peer.rrd("print", shard).text)
        assert chunks, f"the peer finds nothing in {shard}"
        assert printed_chunks(ours.rrd("print", shard).text) == chunks
        peer.rrd("print", "-vvv", shard)


def test_the_peer_counts_what_we_count(ours, peer, shards):
    theirs = parse_stats(peer.rrd("stats", *shards).text)
    stats = ours.rrd("stats", "--json", *shards).json
    assert stats["num_chunks"] == theirs["num_chunks"]
    for key in ("num_entity_paths", "num_rows", "num_static"):
        assert stats["overview"][key] == theirs[key], key


def test_the_peer_prints_our_manifests(peer, shards):
    for shard in shards:
        text = peer.rrd("print", "--footers=true", "--footers-lod", "2", shard).text
        assert "chunk_byte_offset" in text


def test_the_peer_accepts_the_merged_file(ours, peer, merged, shards):
    peer.rrd("verify", merged)
    ours.rrd("verify", merged)
    assert contents.chunk_ids(merged) <= set().union(*map(contents.chunk_ids, shards))


def test_the_peer_merges_our_shards_to_the_same(peer, merged, shards, tmp_path):
    theirs = tmp_path / "theirs.rrd"
    peer.rrd("merge", "-o", theirs, *shards)
    peer.rrd("compare", merged, theirs)
    contents.assert_same(merged, theirs)


def test_the_peer_finds_every_chunk_by_our_manifest(merged):
    by_manifest = contents.chunks(merged, by_manifest=True)
    streamed = contents.chunks(merged)
    assert by_manifest.keys() == streamed.keys()
    assert all(by_manifest[key].equals(streamed[key]) for key in streamed)


def test_the_peers_reader_reads_rows_back(ours, merged):
    stats = ours.rrd("stats", "--json", merged).json
    # By the manifest; `collect` would join small chunks.
    assert len(RrdReader(str(merged)).store()) == stats["num_chunks"]
    rows = sum(batch.num_rows for batch in contents.chunks(merged).values())
    assert rows == stats["overview"]["num_rows"]


def test_the_peers_reader_knows_our_components(merged):
    store = RrdReader(str(merged)).stream().collect()
    components = {column.component_type for column in store.schema().component_columns()}
    wanted = {"rerun.components.Scalar", "rerun.components.Text", "rerun.components.Position3D"}
    assert wanted <= components


def test_the_peer_optimizes_and_filters_our_files(peer, merged, tmp_path):
    optimized, filtered = tmp_path / "optimized.rrd", tmp_path / "filtered.rrd"
    peer.rrd("optimize", "-o", optimized, merged)
    peer.rrd("verify", optimized)
    peer.rrd("filter", "--drop-timeline", "log_time", "-o", filtered, merged)
    peer.rrd("verify", filtered)

"""Files of older releases of the peer, from 0.23 on: migrated while they are read, as the peer of today does it."""

from __future__ import annotations

from pathlib import Path

import pytest

import contents
from tool import parse_stats, printed_chunks

VECTORS = Path(__file__).parents[2] / "crates/rushes-rrd/tests/data/vectors"
FILES = sorted(path.name for path in VECTORS.glob("l_*.rrd"))


def test_there_are_old_files():
    assert len(FILES) >= 7, f"the files of older releases are missing from {VECTORS}"


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("command", [["merge"], ["filter", "--drop-timeline", "log_time"]], ids=["merge", "filter"])
def test_old_chunks_are_rewritten_as_the_peer_does(ours, peer, tmp_path, command, name):
    mine, theirs = tmp_path / "ours.rrd", tmp_path / "peer.rrd"
    ours.rrd(*command, "-o", mine, VECTORS / name)
    peer.rrd(*command, "-o", theirs, VECTORS / name)
    contents.assert_same(mine, theirs)
    peer.rrd("verify", mine)
    ours.rrd("verify", mine)


@pytest.mark.parametrize("name", FILES)
def test_old_chunks_are_printed_under_their_new_names(ours, peer, name):
    def shown(tool):
        chunks = printed_chunks(tool.rrd("print", VECTORS / name).text)
        return [(chunk.id, chunk.rows, chunk.entity, sorted(chunk.columns)) for chunk in chunks]

    assert shown(ours) == shown(peer)


@pytest.mark.parametrize("name", FILES)
def test_old_chunks_are_counted_under_their_new_names(ours, peer, name):
    theirs = parse_stats(peer.rrd("stats", VECTORS / name).text)
    overview = ours.rrd("stats", "--json", VECTORS / name).json["overview"]
    assert overview["chunks_per_entity"] == theirs["entity"]
    assert overview["chunks_per_component"] == theirs["component"]
    assert overview["num_rows"] == theirs["num_rows"]


@pytest.mark.parametrize("name", FILES)
def test_old_files_are_as_valid_to_us_as_to_the_peer(ours, peer, name):
    theirs = peer.rrd("verify", VECTORS / name, expect={0, 1})
    ours.rrd("verify", VECTORS / name, expect=theirs.code)

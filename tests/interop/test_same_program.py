"""A Rust program as it is written for the peer's SDK compiles with ours, and the peer reads what it logs."""

from __future__ import annotations

import contents


def test_a_program_written_for_the_peer_runs_with_another_dependency(ours, peer, same_program, tmp_path):
    path = tmp_path / "same.rrd"
    same_program.run("--save", path)
    peer.rrd("verify", path)
    ours.rrd("verify", path)
    batches = contents.chunks(path).values()
    entities = {batch.schema.metadata[b"rerun:entity_path"].decode() for batch in batches}
    assert {"/dna/structure", "/plots/columns", "/data/confidences", "/chunks/scalars"} <= entities

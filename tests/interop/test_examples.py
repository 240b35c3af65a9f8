"""The examples run, the peer accepts what they write, and together they show nearly every archetype."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import contents

SOURCES = Path(__file__).parents[2] / "examples/rust"

# Only the importer of MCAP files writes these.
NOT_SHOWN = {f"rerun.archetypes.Mcap{kind}" for kind in ("Channel", "Message", "Schema", "Statistics")}


def names() -> list[str]:
    """Every program in the folder; what has no `main` is a part of others."""
    return sorted(path.stem for path in SOURCES.glob("*.rs") if "fn main(" in path.read_text())


@pytest.fixture(scope="module")
def recordings(examples, tmp_path_factory) -> dict[str, list[Path]]:
    """What each example writes when it is run as its first lines say."""
    written = {}
    for name in names():
        directory = tmp_path_factory.mktemp(name)
        _run(examples, name, directory / f"{name}.rrd")
        written[name] = sorted(directory.iterdir())
    return written


def _run(examples, name: str, path: Path) -> None:
    line = re.search(rf"--example {name} -- (--\w+)", (SOURCES / f"{name}.rs").read_text())
    assert line, f"{name}.rs does not say how it is run"
    program = examples(name)
    if line[1] == "--stdout":
        path.write_bytes(program.run("--stdout", stdin=b"a line\nanother line\n").stdout)
    else:
        program.run("--save", path)


@pytest.mark.parametrize("name", names())
def test_the_peer_accepts_what_an_example_writes(ours, peer, recordings, name):
    paths = recordings[name]
    assert paths, f"{name} wrote nothing"
    for path in paths:
        peer.rrd("verify", path)
        ours.rrd("verify", path)
        assert contents.chunks(path), f"{path.name} is empty"


def test_the_examples_show_nearly_every_archetype(ours, recordings):
    declared = ours.run("types", "--json").json["archetypes"].values()
    data = {archetype["fq_name"] for archetype in declared if archetype["scope"] is None}
    assert data - _archetypes(recordings) == NOT_SHOWN


def _archetypes(recordings: dict[str, list[Path]]) -> set[str]:
    batches = (batch for paths in recordings.values() for path in paths for batch in contents.chunks(path).values())
    metadata = (field.metadata or {} for batch in batches for field in batch.schema)
    return {fields.get(b"rerun:archetype", b"").decode() for fields in metadata}

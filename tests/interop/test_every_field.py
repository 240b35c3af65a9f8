"""Every field of every archetype, through files: written by us and read by the peer, and the other way round.

`every-field`, a program of ours, makes values of each type out of the declarations; nothing is listed here.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
import rerun as rr
import rerun.archetypes
import rerun.blueprint.archetypes

import arrow_json
import contents
import corpus

ARCHETYPES, FIELDS, ROWS = 98, 409, 24

Fields = dict[str, dict]
Arrays = dict[str, dict[int, pa.Array]]


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> list[Path]:
    directory = tmp_path_factory.mktemp("every_field")
    return [directory / "data.rrd", directory / "blueprint.rbl"]


@pytest.fixture(scope="module")
def our_program(files) -> Path:
    """Where everything is in one recording, as one program logs it."""
    return files[0].parent / "all.rrd"


@pytest.fixture(scope="module")
def written(every_field, files, our_program) -> Fields:
    """What we write: by component identifier, its names, its type, and its values by row."""
    return every_field.run("write", *files, our_program).json


@pytest.fixture(scope="module")
def read_by_peer(written, files) -> tuple[Fields, Arrays]:
    """What the peer's reader finds in our files, as text and as arrays."""
    fields, arrays = {}, {}
    for entity, batch, column in _columns(files):
        field = batch.schema.field(column)
        metadata = {key.decode(): value.decode() for key, value in field.metadata.items()}
        identifier = metadata["rerun:component"]
        assert entity == "/" + identifier.split(":")[0]
        found = {
            "archetype": metadata["rerun:archetype"],
            "component_type": metadata["rerun:component_type"],
            "type": arrow_json.notation(field.type.value_type),
        }
        known = fields.setdefault(identifier, {**found, "rows": {}})
        assert {key: known[key] for key in found} == found, "chunks of one column differ"
        rows = [int(row) for row in batch.column("row").cast(pa.int64()).to_pylist()]
        for row, instances, values in zip(rows, arrow_json.values(batch.column(column)), batch.column(column)):
            if instances is not None:
                known["rows"][str(row)] = instances
                arrays.setdefault(identifier, {})[row] = values.values
    return fields, arrays


def _columns(files: list[Path]) -> Iterator[tuple[str, pa.RecordBatch, str]]:
    """The component columns of all chunks that have our timeline."""
    for batch in (batch for path in files for batch in contents.chunks(path).values()):
        if "row" not in batch.schema.names:
            continue
        entity = batch.schema.metadata[b"rerun:entity_path"].decode()
        for field in batch.schema:
            if (field.metadata or {}).get(b"rerun:kind") == b"data":
                yield entity, batch, field.name


def test_every_field_is_written(ours, written):
    declared = ours.run("types", "--json").json["archetypes"]
    identifiers = [field["identifier"] for archetype in declared.values() for field in archetype["fields"]]
    assert written.keys() == set(identifiers)
    assert len(identifiers) == FIELDS
    assert {field["archetype"] for field in written.values()} == declared.keys()
    assert len(declared) == ARCHETYPES
    assert all(len(field["rows"]) == ROWS for field in written.values())


def test_the_values_cover_every_variant_and_every_arm(ours, written):
    """Else the other tests would say less than they seem to."""
    catalogue = ours.run("types", "--json").json
    for name, component in catalogue["components"].items():
        variants = {variant["value"] for variant in component.get("enum") or []}
        holders = [field for field in written.values() if field["component_type"] == name]
        for field in holders if variants else []:
            assert {value for row in field["rows"].values() for value in row} == variants, name
    arms = {arm for row in written["Tensor:data"]["rows"].values() for tensor in row for arm in tensor["buffer"]}
    (buffer,) = (e for e in catalogue["encodings"].values() if e["name"] == "TensorBuffer")
    assert arms == {variant["name"] for variant in buffer["variants"]} - {"_null_markers"}


def test_both_verify_what_we_write(ours, peer, written, files):
    for path in files:
        peer.rrd("verify", path)
        ours.rrd("verify", path)
        peer.rrd("print", "-vvv", path)


def test_the_peer_reads_what_we_write(written, read_by_peer):
    _assert_same(read_by_peer[0], written)


def test_we_read_what_we_write(every_field, written, files):
    _assert_same(every_field.run("read", *files).json, written)


@pytest.fixture(scope="module")
def peer_file(written, read_by_peer, tmp_path_factory) -> Path:
    """The same values, logged by the peer's SDK: each field through its own archetype."""
    path = tmp_path_factory.mktemp("peer") / "every_field.rrd"
    # Chunks by entity and nothing else, so that the recording can be compared with ours.
    recording = corpus.open_recording(path, "every_field", batcher_config=rr.ChunkBatcherConfig.NEVER())
    # Else an archetype that cannot be made is logged empty, with a warning.
    rr.set_strict_mode(True)
    try:
        for archetype in _peer_archetypes().values():
            for row in range(ROWS):
                recording.set_time("row", sequence=row)
                recording.log(archetype.archetype_short_name(), _logged(archetype, row, written, read_by_peer[1]))
    finally:
        rr.set_strict_mode(False)
        recording.disconnect()
    return path


def _peer_archetypes() -> dict[str, type]:
    modules = (rerun.archetypes, rerun.blueprint.archetypes)
    classes = (cls for module in modules for _, cls in inspect.getmembers(module, inspect.isclass))
    return {cls.archetype(): cls for cls in classes if hasattr(cls, "archetype")}


def _logged(archetype: type, row: int, written: Fields, arrays: Arrays):
    identifiers = [i for i, field in written.items() if field["archetype"] == archetype.archetype()]
    values = {identifier.split(":")[1]: _whole(arrays[identifier][row]) for identifier in identifiers}
    if archetype is not rr.BarChart:
        return archetype.from_fields(**values)
    # It wants tensors of one dimension; so its fields are described one by one.
    types = {i.split(":")[1]: written[i]["component_type"].split(".")[-1] for i in identifiers}
    batch = {field: getattr(rr.components, f"{types[field]}Batch")(array) for field, array in values.items()}
    return [batch[field].described(getattr(archetype, f"descriptor_{field}")()) for field in batch]


def _whole(array: pa.Array) -> pa.Array:
    """The same values in buffers of their own: the peer ends the process on some parts of larger arrays."""
    batch = pa.record_batch([array], names=["values"])
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return pa.ipc.open_stream(sink.getvalue()).read_next_batch().column("values")


def test_the_peer_has_the_same_archetypes(written):
    assert _peer_archetypes().keys() == {field["archetype"] for field in written.values()}


def test_the_same_program_makes_an_equal_recording(peer, our_program, peer_file):
    peer.rrd("verify", our_program)
    peer.rrd("compare", "--unordered", our_program, peer_file)


def test_we_read_what_the_peer_writes(ours, every_field, written, peer_file):
    ours.rrd("verify", peer_file)
    _assert_same(every_field.run("read", peer_file).json, written)


def _assert_same(found: Fields, expected: Fields) -> None:
    """Field by field, so that a difference is named."""
    assert found.keys() == expected.keys()
    assert len(found) == FIELDS
    for identifier, field in expected.items():
        assert found[identifier] == field, identifier

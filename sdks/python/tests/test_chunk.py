"""Reading recordings, chunk by chunk."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from conftest import read

import rushes as rr
from rushes.chunk import Chunk, ChunkStore, LazyChunkStream, RrdReader


@pytest.fixture
def recording(path: Path) -> Path:
    stream = rr.RecordingStream("chunks", recording_id="r", send_properties=False)
    stream.save(path, default_blueprint=rr.blueprint.Spatial3DView())
    stream.log("world/points", rr.Points3D([[1, 2, 3]], radii=[1]))
    stream.set_time("frame", sequence=1)
    stream.log("world/points", rr.Points3D([[4, 5, 6]]))
    stream.log("world/roads/a", rr.TextLog("x"))
    stream.log("static", rr.TextDocument("y"), static=True)
    stream.disconnect()
    return path


def test_stores_are_listed(recording: Path) -> None:
    reader = RrdReader(recording)
    assert [(store.application_id, store.recording_id) for store in reader.recordings()] == [("chunks", "r")]
    assert [store.kind for store in reader.blueprints()] == ["blueprint"]
    assert len(reader.store()) == len(reader.stream().to_chunks())
    assert reader.stream(store=reader.blueprints()[0]).to_chunks()
    with pytest.raises(ValueError, match="not found"):
        RrdReader("missing.rrd")
    with pytest.raises(ValueError, match="is not in"):
        other = RrdReader(recording).blueprints()[0]
        stream = rr.RecordingStream("x")
        stream.save(recording.with_name("other.rrd"))
        stream.disconnect()
        RrdReader(recording.with_name("other.rrd")).stream(store=other)


def test_filters(recording: Path) -> None:
    def paths(stream: LazyChunkStream) -> set[str]:
        return {chunk.entity_path for chunk in stream}

    reader = RrdReader(recording)
    everything = {"/world/points", "/world/roads/a", "/static"}
    assert paths(reader.stream()) == everything
    assert paths(reader.stream().filter(content="/world/**")) == everything - {"/static"}
    assert paths(reader.stream().filter(content=["/world/**", "- /world/roads/**"])) == {"/world/points"}
    assert paths(reader.stream().filter(is_static=True)) == {"/static"}
    assert paths(reader.stream().filter(has_timeline="frame")) == {"/world/points", "/world/roads/a"}
    assert paths(reader.stream().drop(content="/world/**")) == {"/static"}
    assert paths(reader.stream().filter(components="TextLog:text")) == {"/world/roads/a"}
    matching, rest = reader.stream().split(content="/static")
    assert paths(matching) | paths(rest) == everything
    assert paths(LazyChunkStream.merge(matching, rest)) == everything
    with pytest.raises(ValueError, match="used up"):
        matching.to_chunks()


def test_functions_over_chunks(recording: Path) -> None:
    moved = RrdReader(recording).stream().map(lambda chunk: chunk.with_entity_path("/moved"))
    assert {chunk.entity_path for chunk in moved} == {"/moved"}
    assert moved.to_chunks() and moved.to_chunks()
    none = RrdReader(recording).stream().flat_map(lambda chunk: [])
    assert none.to_chunks() == []


def test_written_again(recording: Path, tmp_path: Path) -> None:
    store = RrdReader(recording).stream().collect()
    assert isinstance(store, ChunkStore) and "/static" in store.summary()
    again = tmp_path / "again.rrd"
    store.write_rrd(again, application_id="chunks", recording_id="r")
    assert read(again) == read(recording)
    sent = tmp_path / "sent.rrd"
    stream = rr.RecordingStream("chunks", send_properties=False)
    stream.save(sent)
    stream.send_chunks(RrdReader(recording).store())
    stream.disconnect()
    assert read(sent) == read(recording)


def test_a_file_without_an_index_is_read_as_a_whole(path: Path) -> None:
    stream = rr.RecordingStream("no_index", send_properties=False)
    stream.save(path, write_footer=False)
    stream.log("a", rr.Scalars(1))
    stream.disconnect()
    with pytest.warns(rr.error_utils.RerunWarning, match="no index"):
        reader = RrdReader(path)
    assert [chunk.entity_path for chunk in reader.stream()] == ["/a"]


def test_record_batches_go_both_ways() -> None:
    chunk = Chunk.from_columns(
        "/c", [rr.TimeColumn("t", sequence=[2, 1])], rr.Scalars.columns(scalars=[20.0, 10.0])
    )
    batch = chunk.to_record_batch()
    assert batch.column("t").to_pylist() == [1, 2]
    assert batch.column("Scalars:scalars").to_pylist() == [[10.0], [20.0]]
    (again,) = Chunk.from_record_batch(batch)
    assert again == chunk and again.id == chunk.id
    assert "Scalars:scalars" in chunk.format()


def test_columns_are_found_by_their_names() -> None:
    batch = pa.record_batch({"t": [0, 1], "/a/b:Foo:bar": [1.0, 2.0], "plain": ["x", "y"]})
    chunks = {chunk.entity_path: chunk for chunk in Chunk.from_record_batch(batch, index="t")}
    assert set(chunks) == {"/a/b", "/"}
    assert chunks["/a/b"].timeline_names == ["t"]
    with pytest.raises(ValueError, match="carries no index column"):
        Chunk.from_record_batch(batch)
    with pytest.raises(ValueError, match="not present"):
        Chunk.from_record_batch(batch, index="missing")
    with pytest.raises(ValueError, match="Unsupported time type"):
        Chunk.from_record_batch(batch, index="plain")
    (static, _) = Chunk.from_record_batch(batch, index=None)
    assert static.is_static

"""What is in a file: by the peer's own Python reader, and by its frames."""

from __future__ import annotations

import struct
import warnings
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from rerun.chunk import RrdReader

Store = tuple[str, str, str]

SET_STORE_INFO, ARROW_MSG, END = 1, 2, 0
STREAM_HEADER, MESSAGE_HEADER, TRAILER = 12, 16, 32


def stores(path: Path) -> set[Store]:
    """The stores in a file: kind, application id, recording id."""
    reader = _reader(path)
    return {(s.kind, s.application_id, s.recording_id) for s in reader.recordings() + reader.blueprints()}


def chunks(path: Path, by_manifest: bool = False) -> dict[tuple[Store, str], pa.RecordBatch]:
    """All chunks of all stores, read as a stream or through the manifests, by store and chunk id."""
    reader = _reader(path)
    found = {}
    for store in reader.recordings() + reader.blueprints():
        key = (store.kind, store.application_id, store.recording_id)
        stream = reader.store(store=store).stream() if by_manifest else reader.stream(store=store)
        for chunk in stream.to_chunks():
            assert (key, chunk.id) not in found, f"{chunk.id} is in {path.name} twice"
            found[key, chunk.id] = chunk.to_record_batch()
    return found


def chunk_ids(path: Path) -> set[str]:
    return {chunk for _, chunk in chunks(path)}


def assert_same(ours: Path, theirs: Path) -> None:
    """Both files hold the same chunks of the same stores: ids, row ids, types, metadata, values."""
    a, b = chunks(ours), chunks(theirs)
    assert a.keys() == b.keys(), f"{ours} and {theirs} hold different chunks"
    for key, batch in a.items():
        _assert_same_batch(key, batch, b[key])


def _assert_same_batch(key, a: pa.RecordBatch, b: pa.RecordBatch) -> None:
    assert a.schema.metadata == b.schema.metadata, key
    assert sorted(a.schema.names) == sorted(b.schema.names), key
    for name in a.schema.names:
        left, right = a.schema.field(name), b.schema.field(name)
        assert left.type == right.type, (key, name)
        assert left.metadata == right.metadata, (key, name)
        assert _same_values(a.column(name), b.column(name)), (key, name)


def _same_values(a: pa.Array, b: pa.Array) -> bool:
    # To Arrow a NaN differs from itself; to us it does not.
    return a.equals(b) or (a.type == b.type and repr(a.to_pylist()) == repr(b.to_pylist()))


def _reader(path: Path) -> RrdReader:
    with warnings.catch_warnings():
        # It warns of files without a footer, which some of ours are on purpose.
        warnings.simplefilter("ignore")
        return RrdReader(str(path))


@dataclass(frozen=True)
class Frame:
    """One framed message: its kind, where its header starts, and where its payload ends."""

    kind: int
    start: int
    end: int


def frames(data: bytes) -> list[Frame]:
    """The messages of one undamaged stream, the End message included."""
    found = []
    offset = STREAM_HEADER
    while offset + MESSAGE_HEADER <= len(data):
        kind, length = struct.unpack_from("<QQ", data, offset)
        end = offset + MESSAGE_HEADER + length
        found.append(Frame(kind, offset, end))
        if kind == END:
            break
        offset = end
    return found

"""Sending tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .recording_stream import AUTO_INDEX

if TYPE_CHECKING:
    import pyarrow as pa

    from .recording_stream import AutoIndex, RecordingStream

SORBET_INDEX_NAME = b"rerun:index_name"
SORBET_ENTITY_PATH = b"rerun:entity_path"
SORBET_ARCHETYPE_NAME = b"rerun:archetype"
SORBET_COMPONENT = b"rerun:component"
SORBET_COMPONENT_TYPE = b"rerun:component_type"
SORBET_IS_TABLE_INDEX = b"rerun:is_table_index"
RERUN_KIND = b"rerun:kind"
RERUN_KIND_CONTROL = b"control"
RERUN_KIND_INDEX = b"index"


def send_record_batch(
    batch: pa.RecordBatch,
    recording: RecordingStream | None = None,
    *,
    index: str | list[str] | AutoIndex | None = AUTO_INDEX,
    entity_path: str | None = None,
) -> None:
    """
    Sends the rows of a record batch.

    - `index`: the columns that are timelines; by default those whose metadata say so; `None` for static data.
    - `entity_path`: where columns belong that do not say so themselves, by their metadata or as `/entity:component`.

    Raises `ValueError` if it is not clear what the columns mean.
    """
    from ._send_chunks import send_chunks
    from .chunk import Chunk

    send_chunks(Chunk.from_record_batch(batch, index=index, entity_path=entity_path), recording=recording)


def send_dataframe(
    df: Any,
    recording: RecordingStream | None = None,
    *,
    index: str | list[str] | AutoIndex | None = AUTO_INDEX,
    entity_path: str | None = None,
) -> None:
    """
    Sends the rows of a table, of a reader of record batches, or of any dataframe with an Arrow stream.

    Otherwise as `send_record_batch`.
    """
    from ._send_chunks import send_chunks
    from .chunk import Chunk

    send_chunks(Chunk.from_dataframe(df, index=index, entity_path=entity_path), recording=recording)

"""Chunks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _rushes
from .._baseclasses import DescribedComponentBatch
from ..recording_stream import AUTO_INDEX, AutoIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pyarrow as pa

    from .._baseclasses import AsComponents, ComponentColumn, ComponentDescriptor
    from .._send_columns import TimeColumnLike
    from ._lens import Lens
    from ._selector import Selector


class Chunk:
    """Rows of one entity, as columns: row ids, times, components."""

    def __init__(self, internal: _rushes.NativeChunk) -> None:
        self._native = internal

    @classmethod
    def from_columns(
        cls, entity_path: str, indexes: Iterable[TimeColumnLike], columns: Iterable[ComponentColumn]
    ) -> Chunk:
        """A chunk of what `send_columns` would send: the rows are sorted by their times."""
        return cls(_rushes.NativeChunk.from_columns(entity_path, indexes, columns))

    @classmethod
    def from_record_batch(
        cls,
        record_batch: pa.RecordBatch,
        *,
        index: str | list[str] | AutoIndex | None = AUTO_INDEX,
        entity_path: str | None = None,
    ) -> list[Chunk]:
        """
        The chunks of a record batch, one for each entity.

        - `index`: the columns that are timelines; by default those whose metadata say so; `None` for static data.
        - `entity_path`: where columns belong that do not say so themselves, by their metadata or as
          `/entity:component`.

        Raises `ValueError` if it is not clear what the columns mean.
        """
        is_auto = isinstance(index, AutoIndex)
        names: list[str] = []
        if isinstance(index, str):
            names = [index]
        elif isinstance(index, (list, tuple)):
            names = list(index)
        chunks = _rushes.NativeChunk.from_record_batch(record_batch, is_auto, names, entity_path)
        return [cls(chunk) for chunk in chunks]

    @classmethod
    def from_dataframe(
        cls,
        dataframe: Any,
        *,
        index: str | list[str] | AutoIndex | None = AUTO_INDEX,
        entity_path: str | None = None,
    ) -> Iterator[Chunk]:
        """The chunks of a table, of a reader of record batches, or of any dataframe with an Arrow stream."""
        import pyarrow as pa

        batches: Iterable[Any]
        if isinstance(dataframe, pa.RecordBatch):
            batches = [dataframe]
        elif isinstance(dataframe, pa.Table):
            batches = dataframe.to_batches()
        elif isinstance(dataframe, pa.RecordBatchReader):
            batches = dataframe
        elif hasattr(dataframe, "__arrow_c_stream__"):
            batches = pa.RecordBatchReader.from_stream(dataframe)
        else:
            raise TypeError(
                f"expected a table, record batches, or a dataframe with an Arrow stream; found "
                f"{type(dataframe).__name__}"
            )
        return (
            chunk
            for batch in batches
            for chunk in cls.from_record_batch(batch, index=index, entity_path=entity_path)
        )

    @classmethod
    def from_property(cls, name: str, values: AsComponents | Iterable[DescribedComponentBatch]) -> Chunk:
        """The chunk that `send_property` would send."""
        return cls(_rushes.NativeChunk.from_property(name, values))

    @property
    def id(self) -> str:
        """The id."""
        return self._native.id

    @property
    def entity_path(self) -> str:
        """The path of the entity."""
        return self._native.entity_path

    @property
    def num_rows(self) -> int:
        """The number of rows."""
        return self._native.num_rows

    @property
    def num_columns(self) -> int:
        """The number of columns, those of row ids and times included."""
        return self._native.num_columns

    @property
    def is_static(self) -> bool:
        """Whether the rows hold at all times."""
        return self._native.is_static

    @property
    def is_empty(self) -> bool:
        """Whether there are no rows."""
        return self._native.is_empty

    @property
    def timeline_names(self) -> list[str]:
        """The names of the timelines."""
        return self._native.timeline_names

    def to_record_batch(self) -> pa.RecordBatch:
        """All columns, with metadata that say what they are."""
        return self._native.to_record_batch()

    def with_entity_path(self, entity_path: str) -> Chunk:
        """The same rows for another entity."""
        return Chunk(self._native.with_entity_path(entity_path))

    def apply_selector(self, source: ComponentDescriptor | str, selector: Selector | str) -> Chunk:
        """
        The chunk with what the selector makes of one component in its place, and with new row ids.

        Raises `ValueError` if there is no such component, or if the selector does not fit or yields nothing.
        """
        from ._selector import Selector

        return Chunk(self._native.apply_selector(source, Selector._of(selector)._native))

    def apply_lenses(self, lenses: Sequence[Lens] | Lens) -> list[Chunk]:
        """
        The chunks that lenses make of this one. Components that no lens reads stay.

        Raises `ValueError` if a lens does not fit.
        """
        from ._lens import together

        made = together(lenses, "forward_unmatched").apply(self._native)
        return [Chunk(chunk) for chunk in made]

    def format(self, *, width: int = 240, redact: bool = False, trim_metadata_keys: bool = True) -> str:
        """A table of the rows, in lines of that width. With `redact`, without ids and times that always differ."""
        from ._format import format_chunk

        return format_chunk(self, width, redact)

    def __len__(self) -> int:
        return len(self._native)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Chunk) and self._native == other._native

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Chunk({self.entity_path!r}, {self.num_rows} rows, {self.num_columns} columns)"

    def __str__(self) -> str:
        return self.format()

"""Reading RRD files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .. import _rushes
from ._chunk import Chunk
from ._lazy_chunk_stream import LazyChunkStream
from ._lazy_store import LazyStore
from ._store_entry import StoreEntry

if TYPE_CHECKING:
    from collections.abc import Iterable


class RrdReader:
    """
    Reads a file of recordings, by its index.

    A file without one is read as a whole each time; there is a warning then. Raises `ValueError` if there is no file,
    and `RuntimeError` if it is none of recordings.
    """

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        self._native = _rushes.NativeReader(path)
        if not self._native.has_index:
            from ..error_utils import _warn

            _warn(f"{path} has no index at its end; it is read as a whole")

    @property
    def path(self) -> Path:
        """The path of the file."""
        return self._path

    def _stores(self, kind: str) -> list[StoreEntry]:
        return [StoreEntry(store) for store in self._native.stores() if store.kind == kind]

    def recordings(self) -> list[StoreEntry]:
        """The recordings in the file, in its order."""
        return self._stores("recording")

    def blueprints(self) -> list[StoreEntry]:
        """The blueprints in the file, in its order."""
        return self._stores("blueprint")

    def _chosen(self, store: StoreEntry | None) -> StoreEntry:
        if store is None:
            recordings = self.recordings()
            if not recordings:
                raise ValueError("No recording store found in RRD file")
            return recordings[0]
        if store not in self.recordings() and store not in self.blueprints():
            raise ValueError(f"{store!r} is not in {self._path}")
        return store

    def stream(self, *, store: StoreEntry | None = None) -> LazyChunkStream:
        """The chunks of a recording, by default of the first, one after the other."""
        chosen = self._chosen(store)

        def make() -> Iterable[Chunk]:
            return (Chunk(chunk) for chunk in self._native.chunks(chosen._native))

        return LazyChunkStream(make)

    def store(self, *, store: StoreEntry | None = None) -> LazyStore:
        """A recording, by default the first, whose chunks are read when they are wanted."""
        return LazyStore((self, self._chosen(store)))

    def __repr__(self) -> str:
        return f"RrdReader({str(self._path)!r})"

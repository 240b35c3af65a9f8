"""Chunks, one after the other, through filters and functions."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Union

from .. import _rushes
from .._baseclasses import ComponentDescriptor
from .._content_filter import ContentFilter
from ._chunk import Chunk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from typing_extensions import Literal

    from ._chunk_store import ChunkStore
    from ._lens import Lens
    from ._optimization_profile import OptimizationProfile

    Components = Union[ComponentDescriptor, str, Sequence[Union[ComponentDescriptor, str]], None]
    Content = Union[ContentFilter, str, Sequence[str], None]


def _component_names(components: Components) -> list[str] | None:
    if components is None:
        return None
    if isinstance(components, (str, ComponentDescriptor)):
        components = [components]
    return [item.component if isinstance(item, ComponentDescriptor) else item for item in components]


class _Condition:
    """Which chunks are meant: those for which all that is given holds."""

    def __init__(
        self, content: Content, has_timeline: str | None, is_static: bool | None, components: Components
    ) -> None:
        self.content = ContentFilter.of(content)
        self.has_timeline = has_timeline
        self.is_static = is_static
        self.components = _component_names(components)

    def _matches(self, chunk: Chunk) -> bool:
        return (
            (self.content is None or self.content.matches(chunk.entity_path))
            and (self.has_timeline is None or chunk._native.has_timeline(self.has_timeline))
            and (self.is_static is None or chunk.is_static == self.is_static)
        )

    def parts(self, chunk: Chunk) -> tuple[Chunk | None, Chunk | None]:
        """What of a chunk is meant, and what is not."""
        if not self._matches(chunk):
            return None, chunk
        if self.components is None:
            return chunk, None
        inside = chunk._native.with_components(self.components, True)
        outside = chunk._native.with_components(self.components, False)
        return (
            None if inside is None else Chunk(inside),
            None if outside is None else Chunk(outside),
        )


class LazyChunkStream:
    """
    Chunks, one after the other. Nothing is read before they are wanted.

    A method that makes a stream of this one uses it up: calling another one on it raises `ValueError`. What ends a
    stream, such as `to_chunks`, may be called again and again.
    """

    def __init__(self, internal: Callable[[], Iterable[Chunk]]) -> None:
        self._make: Callable[[], Iterable[Chunk]] | None = internal

    def _take(self) -> Callable[[], Iterable[Chunk]]:
        make = self._source()
        self._make = None
        return make

    def _source(self) -> Callable[[], Iterable[Chunk]]:
        if self._make is None:
            raise ValueError("this stream was used up by the one that was made of it")
        return self._make

    def __iter__(self) -> Iterator[Chunk]:
        return iter(self._source()())

    def filter(
        self,
        *,
        content: Content = None,
        has_timeline: str | None = None,
        is_static: bool | None = None,
        components: Components = None,
    ) -> LazyChunkStream:
        """Only chunks for which all of this holds; of these, only the components."""
        make, condition = self._take(), _Condition(content, has_timeline, is_static, components)
        return LazyChunkStream(lambda: (part for chunk in make() if (part := condition.parts(chunk)[0])))

    def drop(
        self,
        *,
        content: Content = None,
        has_timeline: str | None = None,
        is_static: bool | None = None,
        components: Components = None,
    ) -> LazyChunkStream:
        """All but the chunks for which all of this holds; of these, all but the components."""
        make, condition = self._take(), _Condition(content, has_timeline, is_static, components)
        return LazyChunkStream(lambda: (part for chunk in make() if (part := condition.parts(chunk)[1])))

    def split(
        self,
        *,
        content: Content = None,
        has_timeline: str | None = None,
        is_static: bool | None = None,
        components: Components = None,
    ) -> tuple[LazyChunkStream, LazyChunkStream]:
        """What `filter` keeps, and what `drop` keeps. Each reads the source for itself."""
        make, condition = self._take(), _Condition(content, has_timeline, is_static, components)

        def side(index: int) -> LazyChunkStream:
            return LazyChunkStream(
                lambda: (part for chunk in make() if (part := condition.parts(chunk)[index]))
            )

        return side(0), side(1)

    def map(self, fn: Callable[[Chunk], Chunk]) -> LazyChunkStream:
        """What the function makes of each chunk."""
        make = self._take()
        return LazyChunkStream(lambda: (fn(chunk) for chunk in make()))

    def flat_map(self, fn: Callable[[Chunk], Iterable[Chunk]]) -> LazyChunkStream:
        """All that the function makes of each chunk."""
        make = self._take()
        return LazyChunkStream(lambda: (made for chunk in make() for made in fn(chunk)))

    def lenses(
        self,
        lenses: Sequence[Lens] | Lens,
        *,
        output_mode: Literal["drop_unmatched", "forward_unmatched", "forward_all"] = "drop_unmatched",
        content: Content = None,
    ) -> LazyChunkStream:
        """
        What lenses make of each chunk.

        - `output_mode`: what becomes of the components that are there: those that no lens reads go or stay, or all
          stay.
        - `content`: the entities to which this is done. The chunks of others stay as they are.

        Raises `RuntimeError`, when the chunks are wanted, if a lens does not fit one.
        """
        from ._lens import together

        native, condition = together(lenses, output_mode), ContentFilter.of(content)

        def apply(chunk: Chunk) -> Iterable[Chunk]:
            if condition is not None and not condition.matches(chunk.entity_path):
                return [chunk]
            try:
                return map(Chunk, native.apply(chunk._native))
            except ValueError as error:
                raise RuntimeError(f"Lenses error: {error}") from error

        return self.flat_map(apply)

    @staticmethod
    def merge(*streams: LazyChunkStream) -> LazyChunkStream:
        """The chunks of all streams."""
        makes = [stream._take() for stream in streams]
        return LazyChunkStream(lambda: chain.from_iterable(make() for make in makes))

    @staticmethod
    def from_iter(chunks: Iterable[Chunk]) -> LazyChunkStream:
        """The given chunks. What can be iterated only once is kept, for later."""
        source: Any = chunks

        def make() -> Iterable[Chunk]:
            nonlocal source
            if iter(source) is source:
                source = list(source)
            return source  # type: ignore[no-any-return]

        return LazyChunkStream(make)

    def to_chunks(self) -> list[Chunk]:
        """All chunks."""
        return list(self)

    def collect(self, *, optimize: OptimizationProfile | None = None) -> ChunkStore:
        """All chunks, as a store."""
        if optimize is not None:
            raise NotImplementedError("LazyChunkStream.collect: this version does not compact chunks")
        from ._chunk_store import ChunkStore

        return ChunkStore.from_chunks(self.to_chunks())

    def write_rrd(self, path: str | Path, *, application_id: str, recording_id: str) -> None:
        """Writes all chunks to a file, as a recording of these ids."""
        writer = _rushes.RrdWriter(path, application_id, recording_id)
        for chunk in self:
            writer.write(chunk._native)
        writer.finish()

    def __repr__(self) -> str:
        return "LazyChunkStream(used up)" if self._make is None else "LazyChunkStream()"

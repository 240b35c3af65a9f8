"""What `SortBy` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...encodings import Utf8Like
    from . import SortDirectionLike


class SortByExt:
    def __init__(self: Any, column: Utf8Like, *, direction: SortDirectionLike | None = None) -> None:
        """A column by which a table is sorted, and which way."""
        self._init_struct(column=column, direction=direction)

"""What `TimelineColumn` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...encodings import BoolLike, Utf8Like


class TimelineColumnExt:
    def __init__(self: Any, timeline: Utf8Like, *, visible: BoolLike = True) -> None:
        """A timeline as a column, and whether it is shown."""
        self._init_struct(timeline=timeline, visible=visible)

    @classmethod
    def _coerce(cls: Any, value: Any) -> Any:
        return cls(value) if isinstance(value, str) else value

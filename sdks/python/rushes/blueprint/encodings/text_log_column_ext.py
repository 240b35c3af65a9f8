"""What `TextLogColumn` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...encodings import BoolLike
    from . import TextLogColumnKindLike


class TextLogColumnExt:
    def __init__(self: Any, kind: TextLogColumnKindLike, *, visible: BoolLike = True) -> None:
        """A column of a log, and whether it is shown."""
        self._init_struct(kind=kind, visible=visible)

    @classmethod
    def _coerce(cls: Any, value: Any) -> Any:
        from .text_log_column import TextLogColumn

        return value if isinstance(value, TextLogColumn) else cls(value)

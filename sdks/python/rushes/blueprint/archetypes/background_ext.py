"""What `Background` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..._baseclasses import lenient

if TYPE_CHECKING:
    from ...encodings import Rgba32Like
    from ..components import BackgroundKindLike


class BackgroundExt:
    @lenient
    def __init__(
        self: Any,
        color_or_kind: Rgba32Like | BackgroundKindLike | None = None,
        *,
        color: Rgba32Like | None = None,
        kind: BackgroundKindLike | None = None,
    ) -> None:
        """A background: a kind, or a colour, which makes it solid."""
        from ..components import BackgroundKind

        if color_or_kind is not None:
            if color is not None or kind is not None:
                raise ValueError("Background: give color_or_kind, or color and kind, but not both")
            if isinstance(color_or_kind, (BackgroundKind, str)):
                kind = color_or_kind
            else:
                color = color_or_kind
        if kind is None:
            kind = BackgroundKind.GradientDark if color is None else BackgroundKind.SolidColor
        self._init(kind, color)

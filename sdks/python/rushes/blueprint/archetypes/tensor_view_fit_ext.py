"""What `TensorViewFit` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..components import ViewFitLike


class TensorViewFitExt:
    def __init__(self: Any, scaling: ViewFitLike | None = None) -> None:
        """How a tensor fills its view."""
        self._init(scaling)

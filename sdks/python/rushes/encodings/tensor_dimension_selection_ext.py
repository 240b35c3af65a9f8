"""What `TensorDimensionSelection` does beyond the generated part."""

from __future__ import annotations

from typing import Any


class TensorDimensionSelectionExt:
    def __init__(self: Any, dimension: int, *, invert: bool = False) -> None:
        """A dimension of a tensor, and whether it runs backwards."""
        self._init_struct(dimension=dimension, invert=invert)

    @classmethod
    def _coerce(cls: Any, value: Any) -> Any:
        from .. import encodings

        return value if isinstance(value, encodings.TensorDimensionSelection) else cls(int(value))

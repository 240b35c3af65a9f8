"""What `TensorDimensionIndexSlider` does beyond the generated part."""

from __future__ import annotations

from typing import Any


class TensorDimensionIndexSliderExt:
    @classmethod
    def _coerce(cls: Any, value: Any) -> Any:
        """Of the number of a dimension."""
        from .tensor_dimension_index_slider import TensorDimensionIndexSlider

        return value if isinstance(value, TensorDimensionIndexSlider) else cls(int(value))

    @classmethod
    def _coerce_batch(cls: Any, value: Any) -> list[Any]:
        if hasattr(value, "tolist"):
            value = value.tolist()
        values = value if isinstance(value, (list, tuple)) else [value]
        return [cls._coerce(item) for item in values]

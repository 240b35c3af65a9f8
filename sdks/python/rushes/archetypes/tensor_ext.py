"""What `Tensor` does beyond the generated part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .._baseclasses import lenient

if TYPE_CHECKING:
    from .. import encodings


class TensorExt:
    @lenient
    def __init__(
        self: Any,
        data: encodings.TensorDataLike | None = None,
        *,
        dim_names: Sequence[str] | None = None,
        value_range: encodings.Range1DLike | None = None,
    ) -> None:
        """
        An array of any shape, with names of its dimensions; `value_range` is what colours span.

        With another number of names there is a warning, and no names.
        """
        from ..encodings import TensorData

        if not isinstance(data, TensorData):
            if data is None:
                raise ValueError("Tensor: there is no data")
            data = TensorData(array=data, dim_names=dim_names)
        elif dim_names is not None:
            data = TensorData(array=data.numpy(False), dim_names=dim_names)
        self._init(data, value_range)

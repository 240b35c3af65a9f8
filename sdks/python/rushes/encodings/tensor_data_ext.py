"""What `TensorData` does beyond the generated part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from . import TensorBufferLike


class TensorDataExt:
    def __init__(
        self: Any,
        *,
        shape: Sequence[int] | None = None,
        buffer: TensorBufferLike | None = None,
        array: npt.ArrayLike | None = None,
        dim_names: Sequence[str] | None = None,
    ) -> None:
        """
        An array of numbers, of any shape.

        - `array`: whatever NumPy makes an array of; or
        - `buffer` and `shape`: the elements row by row, and the length of each dimension.
        - `dim_names`: what the dimensions are called. With another number of them there is a warning, and no names.
        """
        if (array is None) == (buffer is None):
            raise ValueError("TensorData: give exactly one of array and buffer")
        if buffer is not None and shape is None:
            raise ValueError("TensorData: a buffer needs a shape")
        elements = array if buffer is None else getattr(buffer, "inner", buffer)
        if isinstance(elements, TensorDataExt):
            elements = elements.numpy(False)
        self._init_tensor(elements, None if shape is None else list(shape), None)
        if dim_names is None:
            return
        names = [str(name) for name in dim_names]
        dimensions = len(self._item()["shape"])
        if len(names) != dimensions:
            from ..error_utils import _warn

            _warn(f"a tensor of {dimensions} dimensions cannot have {len(names)} names; it has none now")
            return
        self._init_tensor(elements, None if shape is None else list(shape), names)

    @property
    def shape(self: Any) -> npt.NDArray[np.uint64]:
        """The length of each dimension."""
        import numpy as np

        return np.asarray(self._item()["shape"], dtype=np.uint64)

    @property
    def names(self: Any) -> list[str] | None:
        """What the dimensions are called."""
        return self._item()["names"]  # type: ignore[no-any-return]

    @property
    def buffer(self: Any) -> Any:
        """The elements, row by row."""
        from .tensor_buffer import TensorBuffer

        return TensorBuffer(self.numpy(False).reshape(-1))

    def numpy(self: Any, force: bool) -> npt.NDArray[Any]:
        """The tensor as an array."""
        import numpy as np

        data, dtype = self._tensor_bytes()
        return np.frombuffer(data, dtype=dtype).reshape(self._item_shape())

    def __array__(self: Any, dtype: Any = None, copy: bool | None = None) -> npt.NDArray[Any]:
        array: npt.NDArray[Any] = self.numpy(False)
        return array if dtype is None else array.astype(dtype)

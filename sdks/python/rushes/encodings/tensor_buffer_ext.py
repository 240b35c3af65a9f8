"""What `TensorBuffer` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy.typing as npt


class TensorBufferExt:
    def __init__(self: Any, inner: npt.ArrayLike) -> None:
        """The elements of a tensor, row by row."""
        import numpy as np

        self.inner = np.asarray(inner).reshape(-1)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:
        array: Any = self.inner
        return array if dtype is None else array.astype(dtype)

    def __len__(self) -> int:
        return len(self.inner)

    def __repr__(self) -> str:
        return f"TensorBuffer({self.inner!r})"

    def __eq__(self, other: object) -> bool:
        import numpy as np

        return isinstance(other, TensorBufferExt) and np.array_equal(
            self.inner,
            other.inner,
        )

    __hash__ = None  # type: ignore[assignment]

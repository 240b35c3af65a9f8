"""What `Mat4x4` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import Mat4x4Like


class Mat4x4Ext:
    def __init__(
        self: Any, rows: Mat4x4Like | None = None, *, columns: Mat4x4Like | None = None
    ) -> None:
        """A matrix of 4 rows, or of 4 columns: exactly one of them."""
        if (rows is None) == (columns is None):
            raise ValueError("give exactly one of rows and columns")
        if rows is not None:
            self._init(rows)
        else:
            import numpy as np

            self._init(np.asarray(columns, dtype=np.float32).reshape(4, 4).T)

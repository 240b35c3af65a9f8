"""What `Mat3x3` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import Mat3x3Like


class Mat3x3Ext:
    def __init__(
        self: Any, rows: Mat3x3Like | None = None, *, columns: Mat3x3Like | None = None
    ) -> None:
        """A matrix of 3 rows, or of 3 columns: exactly one of them."""
        if (rows is None) == (columns is None):
            raise ValueError("give exactly one of rows and columns")
        if rows is not None:
            self._init(rows)
        else:
            import numpy as np

            self._init(np.asarray(columns, dtype=np.float32).reshape(3, 3).T)

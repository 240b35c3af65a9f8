"""What `ColorModel` does beyond the generated part."""

from __future__ import annotations

from typing import Any


class ColorModelExt:
    def num_channels(self: Any) -> int:
        """How many numbers a pixel has."""
        return {"L": 1, "RGB": 3, "BGR": 3, "RGBA": 4, "BGRA": 4}[self.name]

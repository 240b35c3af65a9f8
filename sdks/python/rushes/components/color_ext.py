"""What `Color` does beyond the generated part."""

from __future__ import annotations

import hashlib
from typing import Any


class ColorExt:
    @staticmethod
    def from_string(s: str) -> Any:
        """A bright colour that is always the same for the same text."""
        import colorsys

        from .color import Color

        hue = int.from_bytes(hashlib.sha256(s.encode()).digest()[:4], "big") / 2**32
        red, green, blue = colorsys.hsv_to_rgb(hue, 0.7, 0.95)
        return Color([red, green, blue])

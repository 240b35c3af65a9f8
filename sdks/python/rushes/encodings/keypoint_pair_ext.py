"""What `KeypointPair` does beyond the generated part."""

from __future__ import annotations

from typing import Any


class KeypointPairExt:
    @classmethod
    def _coerce(cls: Any, value: Any) -> Any:
        """Of two keypoint ids."""
        return value if isinstance(value, cls) else cls(*value)

"""What `Utf8Pair` does beyond the generated part."""

from __future__ import annotations

from typing import Any


class Utf8PairExt:
    @classmethod
    def _coerce(cls: Any, value: Any) -> Any:
        """Of two strings."""
        from .utf8pair import Utf8Pair

        return value if isinstance(value, Utf8Pair) else cls(*value)

    @classmethod
    def _coerce_batch(cls: Any, value: Any) -> list[Any]:
        if isinstance(value, tuple) and len(value) == 2 and all(isinstance(part, str) for part in value):
            raise ValueError("a single pair is ambiguous here; give a list of pairs")
        if hasattr(value, "tolist"):
            value = value.tolist()
        from .utf8pair import Utf8Pair

        if isinstance(value, Utf8Pair):
            return [value]
        return [cls._coerce(item) for item in value]

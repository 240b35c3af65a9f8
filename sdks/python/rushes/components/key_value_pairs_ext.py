"""What `KeyValuePairs` does beyond the generated part."""

from __future__ import annotations

from typing import Any


class KeyValuePairsExt:
    def __init__(self: Any, pairs: Any) -> None:
        """Pairs of strings: a dict, or a list of pairs."""
        from ..encodings import Utf8Pair

        items = pairs.items() if isinstance(pairs, dict) else pairs
        self._init_list([Utf8Pair._coerce(item) for item in items])

    @classmethod
    def _coerce_batch(cls: Any, value: Any) -> list[Any]:
        from .key_value_pairs import KeyValuePairs

        if isinstance(value, KeyValuePairs):
            return [value]
        if isinstance(value, (list, tuple)) and value and isinstance(value[0], (dict, KeyValuePairs)):
            return [item if isinstance(item, KeyValuePairs) else cls(item) for item in value]
        return [cls(value)]

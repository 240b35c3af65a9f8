"""What `ClearIsRecursive` does beyond the generated part."""

from __future__ import annotations

from typing import Any


class ClearIsRecursiveExt:
    def __init__(self: Any, recursive: bool = True) -> None:
        """Whether what is below is cleared, too."""
        self._init(recursive)

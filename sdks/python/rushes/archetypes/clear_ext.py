"""What `Clear` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .clear import Clear


class ClearExt:
    def __init__(self: Any, *, recursive: bool) -> None:
        """Clears the entity; with `recursive`, also everything below it."""
        self._init(recursive)

    @staticmethod
    def flat() -> Clear:
        """Clears only the entity."""
        from .clear import Clear

        return Clear(recursive=False)

    @staticmethod
    def recursive() -> Clear:
        """Clears the entity and everything below it."""
        from .clear import Clear

        return Clear(recursive=True)

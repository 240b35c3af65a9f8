"""Properties of views."""

from __future__ import annotations

from typing import Any


def of(archetype: Any, value: Any) -> Any:
    """The archetype, or one made of its first argument."""
    return value if isinstance(value, archetype) else archetype(value)

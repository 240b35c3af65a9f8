"""What other versions will have."""

from __future__ import annotations

def missing(name: str, what: str) -> NotImplementedError:
    """The error that says that something does not exist yet."""
    return NotImplementedError(f"{name}: {what}")

"""Selectors, which choose parts of values."""

from __future__ import annotations

from .._missing import missing


class Selector:
    """Chooses a part of each value, by a path such as `.position.x`."""

    def __init__(self, query: str) -> None:
        raise missing("Selector", "this version has no selectors")

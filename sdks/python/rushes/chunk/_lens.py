"""Lenses, which make chunks of chunks."""

from __future__ import annotations

from typing import Any, Union

from .._missing import missing

_WHAT = "this version has no lenses"


class DeriveLens:
    """Makes new chunks out of parts of a component."""

    def __init__(self, input_component: str, *, output_entity: str | None = None, scatter: bool = False) -> None:
        raise missing("DeriveLens", _WHAT)


class MutateLens:
    """Replaces a component by a part of it."""

    def __init__(self, input_component: str, selector: Any, *, keep_row_ids: bool = False) -> None:
        raise missing("MutateLens", _WHAT)


Lens = Union[DeriveLens, MutateLens]

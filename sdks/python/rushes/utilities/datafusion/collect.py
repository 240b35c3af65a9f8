"""Collecting results."""

from __future__ import annotations

from typing import Any


def collect_to_string_list(df: Any, col: str | Any, remove_nulls: bool = True) -> list[str | None]:
    """A column of a dataframe of DataFusion as strings."""
    batches = df.select(col).collect()
    values = [value for batch in batches for value in batch.column(0).to_pylist()]
    texts = [None if value is None else str(value) for value in values]
    if remove_nulls:
        return [text for text in texts if text is not None]
    return texts

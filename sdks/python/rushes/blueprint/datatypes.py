"""The old name of `rushes.blueprint.encodings`."""

from __future__ import annotations

import warnings
from typing import Any

from . import encodings as _encodings

warnings.warn(
    "rushes.blueprint.datatypes is deprecated; use rushes.blueprint.encodings", DeprecationWarning, stacklevel=2
)


def __getattr__(name: str) -> Any:
    return getattr(_encodings, name)


def __dir__() -> list[str]:
    return dir(_encodings)

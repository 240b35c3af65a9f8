"""Functions for queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...._lazy import attach

if TYPE_CHECKING:
    from . import url_generation as url_generation

__getattr__, __dir__ = attach(__name__, {}, ("url_generation",))

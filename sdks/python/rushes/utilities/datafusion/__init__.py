"""Helpers for queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..._lazy import attach

if TYPE_CHECKING:
    from . import collect as collect, functions as functions

__getattr__, __dir__ = attach(__name__, {}, ("collect", "functions"))

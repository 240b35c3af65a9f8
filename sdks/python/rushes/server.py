"""A server in this process."""

from __future__ import annotations

from typing import Any

from typing_extensions import Self as Self

from ._missing import missing
from .catalog import CatalogClient as CatalogClient

_WHAT = "this version has no server"


class Server:
    """A catalog server in this process."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise missing("Server", _WHAT)

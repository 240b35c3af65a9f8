"""Logging in to a catalog."""

from __future__ import annotations

from typing import Any

_MISSING = "this version has no catalog client"


class Credentials:
    """Who is logged in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise NotImplementedError(f"Credentials: {_MISSING}")


def login() -> None:
    """Logs in, by the browser."""
    raise NotImplementedError(f"login: {_MISSING}")


def logout() -> None:
    """Forgets who is logged in."""
    raise NotImplementedError(f"logout: {_MISSING}")


def get_credentials() -> Credentials | None:
    """Who is logged in, if anybody."""
    raise NotImplementedError(f"get_credentials: {_MISSING}")


def init_login_flow() -> Any:
    """Starts to log in."""
    raise NotImplementedError(f"init_login_flow: {_MISSING}")

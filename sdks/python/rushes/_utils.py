"""Helpers."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from . import _rushes

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt


def version() -> str:
    """The version, and what it is compatible with."""
    return f"rushes-sdk {_rushes.__version__} (wire of Rerun 0.41)"


def asarray(item: Any, dtype: npt.DTypeLike | None = None, copy: bool | None = None) -> npt.NDArray[Any]:
    """The NumPy array of a component or of anything else that has one."""
    import numpy as np

    array: npt.NDArray[Any] = np.asarray(item, dtype=dtype)
    return array.copy() if copy else array


@contextmanager
def tracing_session() -> Iterator[str]:
    """A span for traces. This version exports none, and says so."""
    from .error_utils import _warn

    _warn("tracing_session: traces are not exported")
    yield ""


def start_web_viewer_server(port: int = 0) -> None:
    """Serves the viewer for the browser."""
    raise NotImplementedError("start_web_viewer_server: this version has no viewer for the browser")

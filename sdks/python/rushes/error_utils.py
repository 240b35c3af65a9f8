"""Strictness: bad data raises, or warns and is logged as a warning."""

from __future__ import annotations

import functools
import inspect
import sys
import warnings
from typing import TYPE_CHECKING, Any, TypeVar, cast

from . import _rushes
from ._rushes import set_strict_mode as set_strict_mode, strict_mode as strict_mode

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType, TracebackType

    from typing_extensions import Self

    from .recording_stream import RecordingStream

T = TypeVar("T", bound="Callable[..., Any]")

__all__ = [
    "RerunIncompatibleDependencyVersionError",
    "RerunMissingDependencyError",
    "RerunWarning",
    "catch_and_log_exceptions",
    "default_strict_mode",
    "deprecated_param",
    "set_strict_mode",
    "strict_mode",
]

_PACKAGE = __name__.partition(".")[0]


class RerunWarning(Warning):
    """Bad data, or a call that has no effect."""


class RerunMissingDependencyError(ImportError):
    """A package is missing that this needs."""

    def __init__(self, package: str, optional_dep: str) -> None:
        super().__init__(
            f"'{package}' is not installed. Install it with: pip install rushes-sdk[{optional_dep}]"
        )
        self.package = package
        self.optional_dep = optional_dep


class RerunIncompatibleDependencyVersionError(ImportError):
    """A package is there, but in a version that does not fit."""

    def __init__(
        self,
        package: str,
        actual_version: str,
        compatible_versions: list[int],
        *,
        optional_dep: str,
    ) -> None:
        versions = ", ".join(str(version) for version in compatible_versions)
        super().__init__(
            f"'{package}' {actual_version} does not fit; needed is major version {versions}. "
            f"Install it with: pip install rushes-sdk[{optional_dep}]"
        )
        self.package = package
        self.actual_version = actual_version
        self.compatible_versions = compatible_versions
        self.optional_dep = optional_dep


def default_strict_mode() -> bool:
    """Whether the environment asks for strictness: `RUSHES_STRICT`, or `RERUN_STRICT`."""
    import os

    text = os.environ.get("RUSHES_STRICT", os.environ.get("RERUN_STRICT"))
    if text is None or text.strip().lower() in ("0", "false", "no", "off", ""):
        return False
    if text.strip().lower() in ("1", "true", "yes", "on"):
        return True
    warnings.warn(f"RERUN_STRICT={text!r} is neither on nor off; it counts as off", RerunWarning, stacklevel=2)
    return False


def _user_frame() -> tuple[FrameType | None, int]:
    """The frame of the program's own call, and how many are above it."""
    frame: FrameType | None = sys._getframe(1)
    level = 1
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if module != _PACKAGE and not module.startswith(f"{_PACKAGE}."):
            return frame, level
        frame = frame.f_back
        level += 1
    return None, 2


def _warn(text: str) -> None:
    """Warns, as of the program's own line."""
    _, level = _user_frame()
    warnings.warn(text, category=RerunWarning, stacklevel=level)


def _report(function: str, error: BaseException, recording: RecordingStream | None = None) -> None:
    """Warns that a function failed, and logs that to the entity `__warnings`."""
    _report_text(f"{function}: {type(error).__name__}({error})", recording)


def _report_text(text: str, recording: RecordingStream | None = None) -> None:
    """Warns, and logs the warning to the entity `__warnings`."""
    import traceback

    frame, level = _user_frame()
    stack = [] if frame is None else traceback.extract_stack(frame, limit=10)
    lines = [f'File "{call.filename}", line {call.lineno}, in {call.name}' for call in reversed(stack)]
    try:
        from .archetypes import TextLog

        log = TextLog("\n".join([text, *lines]), level="WARN")
        _rushes.log("__warnings", log, recording=recording, strict=True)
    except Exception as second:
        warnings.warn(f"a warning could not be logged: {second}", category=RerunWarning, stacklevel=level)
    warnings.warn(text, category=RerunWarning, stacklevel=level)


class catch_and_log_exceptions:
    """
    Has a function or a block warn instead of raising, unless strict.

    - `context`: the name in the warning; by default that of the function.
    - `exception_return_value`: what the function returns then.
    - `strict`: overrides the strictness. A function's own argument `strict` does so too.
    """

    def __init__(
        self,
        context: str | None = None,
        *,
        depth_to_user_code: int = 1,
        exception_return_value: Any = None,
        strict: bool | None = None,
    ) -> None:
        self.context = context
        self.depth_to_user_code = depth_to_user_code
        self.exception_return_value = exception_return_value
        self.strict = strict
        self._overridden: list[bool | None] = []

    def __enter__(self) -> Self:
        if self.strict is not None:
            self._overridden.append(_rushes.override_strict_mode(self.strict))
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_val: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> bool:
        is_strict = strict_mode()
        if self.strict is not None:
            _rushes.override_strict_mode(self._overridden.pop())
        if exc_val is None or is_strict or not isinstance(exc_val, Exception):
            return False
        _report(self.context or "a block", exc_val)
        return True

    def __call__(self, func: T) -> T:
        parameters = inspect.signature(func).parameters

        @functools.wraps(func)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            strict = self.strict
            if "strict" in parameters and kwargs.get("strict") is not None:
                strict = bool(kwargs["strict"])
            before = _rushes.override_strict_mode(strict) if strict is not None else None
            try:
                return func(*args, **kwargs)
            except Exception as error:
                if strict_mode():
                    raise
                recording = kwargs.get("recording")
                _report(self.context or func.__name__, error, recording)
                return self.exception_return_value
            finally:
                if strict is not None:
                    _rushes.override_strict_mode(before)

        return cast("T", wrapper)


def deprecated_param(name: str, *, use_instead: str | None = None, since: str | None = None) -> Callable[[T], T]:
    """Has a function warn when an argument is given that it should no longer be."""

    def decorate(func: T) -> T:
        @functools.wraps(func)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            if kwargs.get(name) is not None:
                text = f"the argument {name!r} of {func.__name__} is deprecated"
                if since is not None:
                    text += f" since {since}"
                if use_instead is not None:
                    text += f"; use {use_instead!r} instead"
                warnings.warn(text, DeprecationWarning, stacklevel=2)
            return func(*args, **kwargs)

        return cast("T", wrapper)

    return decorate

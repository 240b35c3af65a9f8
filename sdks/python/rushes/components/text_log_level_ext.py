"""What `TextLogLevel` does beyond the generated part."""

from __future__ import annotations

from typing import Any, ClassVar


class _Level:
    """A level, made when it is asked for."""

    def __set_name__(self, owner: object, name: str) -> None:
        self.name = name

    def __get__(self, instance: object, owner: Any) -> Any:
        return owner(self.name)


class TextLogLevelExt:
    CRITICAL: ClassVar[Any] = _Level()
    ERROR: ClassVar[Any] = _Level()
    WARN: ClassVar[Any] = _Level()
    INFO: ClassVar[Any] = _Level()
    DEBUG: ClassVar[Any] = _Level()
    TRACE: ClassVar[Any] = _Level()

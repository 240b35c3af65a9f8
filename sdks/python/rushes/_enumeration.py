"""The base of enumerations."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa
    from typing_extensions import Self


class EncodingEnum(Enum):
    """A number out of a few named ones."""

    @classmethod
    def auto(cls, val: str | int | Self) -> Self:
        """The member of that name, in any case, or of that number."""
        if isinstance(val, cls):
            return val
        if isinstance(val, int):
            return cls(val)
        if isinstance(val, str):
            for member in cls:
                if member.name.lower() == val.lower():
                    return member
        names = ", ".join(member.name for member in cls)
        raise ValueError(f"{val!r} is no {cls.__name__}; choose one of {names}")

    def __str__(self) -> str:
        return self.name

    def __int__(self) -> int:
        return int(self.value)


class ComponentEnum(EncodingEnum):
    """A component that is a number out of a few named ones."""

    def _batch(self) -> Any:
        from importlib import import_module

        module = import_module(type(self).__module__)
        return getattr(module, f"{type(self).__name__}Batch")([self])

    def as_arrow_array(self) -> pa.Array[Any]:
        """An array of one."""
        return self._batch().as_arrow_array()

    def component_type(self) -> str:
        """The full name of the component."""
        return str(self._batch().component_type())

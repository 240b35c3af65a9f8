"""What archetypes, components and encodings have in common, and the protocols for your own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from . import _rushes
from ._rushes import (
    ComponentColumn as ComponentColumn,
    ComponentDescriptor as ComponentDescriptor,
    DescribedComponentBatch as DescribedComponentBatch,
    archetype_spec as archetype_spec,
    type_spec as type_spec,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import ClassVar, TypeVar

    import numpy.typing as npt
    import pyarrow as pa

    TInit = TypeVar("TInit", bound=Callable[..., None])


@runtime_checkable
class AsComponents(Protocol):
    """Anything that can be logged: it has a method that gives its components."""

    def as_component_batches(self) -> list[DescribedComponentBatch]:
        """The components, each with what it is called."""
        ...


@runtime_checkable
class ComponentBatchLike(Protocol):
    """Anything that can be a batch of a component: it has a method that gives an Arrow array."""

    def as_arrow_array(self) -> pa.Array[Any]:
        """The instances, one item each."""
        ...


class Encoding(_rushes.Value):
    """The base of encodings, and so of components: one instance."""

    _SPEC: ClassVar[_rushes.TypeSpec]

    def _array(self) -> Any:
        import numpy as np

        data, dtype = self._bytes()
        return np.frombuffer(data, dtype=dtype)

    def _raw(self) -> bytes:
        return self._bytes()[0]

    def __array__(self, dtype: npt.DTypeLike | None = None, copy: bool | None = None) -> npt.NDArray[Any]:
        import numpy as np

        array: npt.NDArray[Any]
        try:
            array = self._array()
        except TypeError:
            array = np.asarray(self._item())
        else:
            if not isinstance(self._item(), list):
                array = array.reshape(())
        return array if dtype is None else array.astype(dtype)

    def __len__(self) -> int:
        return len(self._item())

    def __int__(self) -> int:
        return int(self._item())

    def __float__(self) -> float:
        return float(self._item())

    def __str__(self) -> str:
        value = self._item()
        return value if isinstance(value, str) else repr(self)

    @classmethod
    def _coerce(cls, value: Any) -> Any:
        """An object of this type, of what stands for one."""
        if isinstance(value, _rushes.Value):
            return value
        raise TypeError(f"expected {cls.__name__}; found {type(value).__name__}")

    @classmethod
    def _coerce_batch(cls, value: Any) -> list[Any]:
        """Objects of this type, of what stands for one or many."""
        if isinstance(value, (list, tuple)):
            return [cls._coerce(item) for item in value]
        return [cls._coerce(value)]


class EncodingBatch(_rushes.Batch):
    """The base of batches: many instances."""

    _SPEC: ClassVar[_rushes.TypeSpec]


BaseBatch = EncodingBatch


class ComponentMixin:
    """What all components have: an instance can be logged as a batch of one."""

    _BATCH_TYPE: ClassVar[type[Any]]

    @classmethod
    def arrow_type(cls) -> pa.DataType:
        """The Arrow type of an instance."""
        return cls._SPEC.arrow_type()  # type: ignore[attr-defined]

    @classmethod
    def component_type(cls) -> str:
        """The full name of the component."""
        return cls._SPEC.name  # type: ignore[attr-defined, no-any-return]


class ComponentBatchMixin:
    """What all batches of components have."""


class ComponentEnumBatch(EncodingBatch, ComponentBatchMixin):
    """The base of batches of enumerations."""


class ComponentColumnList(Iterable[ComponentColumn]):
    """Columns of an archetype, for `send_columns`."""

    def __init__(self, columns: Iterable[ComponentColumn]) -> None:
        self._columns = list(columns)

    def __iter__(self) -> Iterator[ComponentColumn]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def partition(self, lengths: npt.ArrayLike) -> ComponentColumnList:
        """Cuts the instances into rows of the given lengths, which must add up to their number."""
        return ComponentColumnList(column.partition(lengths) for column in self._columns)


class Archetype(_rushes.Archetype):
    """The base of all archetypes."""

    NAME: ClassVar[str]
    _SPEC: ClassVar[_rushes.ArchetypeSpec]

    @classmethod
    def archetype(cls) -> str:
        """The full name, e.g. `rerun.archetypes.Points3D`."""
        name = cls.__dict__.get("NAME")
        if name is not None:
            return str(name)
        # A class of the program's own is named after its module.
        module = cls.__module__.rpartition(".")[0]
        return f"{module}.{cls.__name__}" if module else cls.__name__

    @classmethod
    def archetype_short_name(cls) -> str:
        """The name without its path."""
        return cls.archetype().rpartition(".")[2]


def failed(archetype: Any, error: Exception) -> None:
    """Says that a constructor failed, or raises, where strict. The archetype has no fields then."""
    if _rushes.strict_mode():
        raise error
    from .error_utils import _report

    _report(type(archetype).__name__, error)
    archetype._init()


def lenient(init: TInit) -> TInit:
    """Has a constructor warn instead of raising, unless strict."""

    @wraps(init)
    def checked(self: Any, *args: Any, **kwargs: Any) -> None:
        try:
            init(self, *args, **kwargs)
        except Exception as error:
            failed(self, error)

    return checked  # type: ignore[return-value]

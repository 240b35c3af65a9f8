"""Data without a declared type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Union

from . import _rushes
from ._baseclasses import (
    ComponentBatchLike as ComponentBatchLike,
    ComponentColumn as ComponentColumn,
    ComponentDescriptor as ComponentDescriptor,
)
from .error_utils import catch_and_log_exceptions as catch_and_log_exceptions, strict_mode as strict_mode

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from typing_extensions import TypeAlias

ComponentValueLike = Any
"""Anything that Arrow has a type for: numbers, texts, bytes, sequences of these, one-dimensional arrays, batches."""


class ArrowTypeOnly:
    """The type of a name."""

    def __init__(self, pa_type: pa.DataType) -> None:
        self.pa_type = pa_type

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ArrowTypeOnly) and self.pa_type == other.pa_type

    def __hash__(self) -> int:
        return hash(self.pa_type)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.pa_type})"


class NumpyArrowType(ArrowTypeOnly):
    """The type of a name whose values were NumPy's."""

    def __init__(self, np_type: np.dtype[Any], pa_type: pa.DataType) -> None:
        super().__init__(pa_type)
        self.np_type = np_type


if TYPE_CHECKING:
    TypeRegistryValue: TypeAlias = Union[ArrowTypeOnly, NumpyArrowType]
else:
    TypeRegistryValue = Union[ArrowTypeOnly, NumpyArrowType]


class TypeRegistry:
    """The types of all names of this process: that of the first value counts."""

    def get(self, descriptor: ComponentDescriptor, *, expect_column: bool = False) -> TypeRegistryValue | None:
        """The type of a name, if it has one."""
        pa_type = _rushes.any_type(descriptor, expect_column)
        return None if pa_type is None else ArrowTypeOnly(pa_type)

    def register(
        self, descriptor: ComponentDescriptor, new: TypeRegistryValue, *, expect_column: bool = False
    ) -> None:
        """Gives a name a type, unless it has one."""
        _rushes.set_any_type(descriptor, expect_column, new.pa_type)


ANY_VALUE_TYPE_REGISTRY = TypeRegistry()


def _descriptor(descriptor: str | ComponentDescriptor) -> ComponentDescriptor:
    return ComponentDescriptor(descriptor) if isinstance(descriptor, str) else descriptor


def _check(descriptor: ComponentDescriptor, is_there: bool, drop_untyped_nones: bool) -> None:
    if not is_there and not drop_untyped_nones:
        raise ValueError(f"{descriptor.component!r} has no value and no type yet; log a value first")


class AnyBatchValue:
    """
    A value under a name.

    - `descriptor`: what it is called.
    - `value`: anything that Arrow has a type for. All values of a name have the type of the first,
      but for arrays of pyarrow and component batches, which keep their own.
    - `drop_untyped_nones`: leave `None` out while the type is not known; otherwise it is an error.
    """

    def __init__(
        self,
        descriptor: str | ComponentDescriptor,
        value: Any,
        *,
        drop_untyped_nones: bool = True,
        expect_column: bool = False,
    ) -> None:
        self.descriptor = _descriptor(descriptor)
        self._batch: _rushes.DescribedComponentBatch | None = None
        with catch_and_log_exceptions(f"Converting data for '{self.descriptor.component}'"):
            self._batch = _rushes.any_batch(self.descriptor, value)
            _check(self.descriptor, self._batch is not None, drop_untyped_nones)

    def is_valid(self) -> bool:
        """Whether there is a value."""
        return self._batch is not None

    def component_descriptor(self) -> ComponentDescriptor:
        """What it is called."""
        return self.descriptor

    def as_arrow_array(self) -> pa.Array[Any] | None:
        """The value, if there is one."""
        return None if self._batch is None else self._batch.as_arrow_array()

    @classmethod
    def column(
        cls, descriptor: str | ComponentDescriptor, value: Any, drop_untyped_nones: bool = True
    ) -> ComponentColumn | None:
        """Many values under a name: one row for each item."""
        name = _descriptor(descriptor)
        with catch_and_log_exceptions(f"Converting data for '{name.component}'"):
            column = _rushes.any_column(name, value)
            _check(name, column is not None, drop_untyped_nones)
            return column
        return None

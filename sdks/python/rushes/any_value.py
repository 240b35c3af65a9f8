"""Values under names, without an archetype."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._baseclasses import (
    AsComponents as AsComponents,
    ComponentColumn as ComponentColumn,
    ComponentColumnList as ComponentColumnList,
    DescribedComponentBatch as DescribedComponentBatch,
)
from .any_batch_value import AnyBatchValue as AnyBatchValue, ComponentValueLike as ComponentValueLike
from .dynamic_archetype import Builder, DynamicArchetype as DynamicArchetype, columns_of
from .error_utils import catch_and_log_exceptions as catch_and_log_exceptions

if TYPE_CHECKING:
    from typing_extensions import Self


class AnyValues:
    """
    Values under names, as keyword arguments.

    All values of a name have the type of the first, in the whole process. With `drop_untyped_nones`, `None` is left out
    while the type is not known; otherwise it is an error.
    """

    def __init__(self, drop_untyped_nones: bool = True, **kwargs: ComponentValueLike | None) -> None:
        self._builder = Builder(type(self).__name__, None)
        with catch_and_log_exceptions(type(self).__name__):
            if not isinstance(drop_untyped_nones, bool):
                raise ValueError("AnyValues takes keyword arguments only")
            for name, value in kwargs.items():
                self._builder.add(name, value, drop_untyped_nones)

    def with_component_from_data(
        self, descriptor: str, value: ComponentValueLike | None, *, drop_untyped_nones: bool = True
    ) -> Self:
        """Adds a value; returns itself."""
        self._builder.add(descriptor, value, drop_untyped_nones)
        return self

    def with_component_override(
        self,
        field: str,
        component_type: str,
        value: ComponentValueLike | None,
        *,
        drop_untyped_nones: bool = True,
    ) -> Self:
        """Adds a value of a component type, by its full name; returns itself."""
        self._builder.add(field, value, drop_untyped_nones, component_type)
        return self

    @property
    def component_batches(self) -> list[DescribedComponentBatch]:
        """The values so far."""
        return self._builder.batches

    def as_component_batches(self) -> list[DescribedComponentBatch]:
        """The values, each with what it is called."""
        return self._builder.finish()

    @classmethod
    def columns(cls, drop_untyped_nones: bool = True, **kwargs: ComponentValueLike | None) -> ComponentColumnList:
        """Columns of many rows, for `send_columns`: one row for each item."""
        values: dict[str, Any] = kwargs
        return columns_of(None, values, drop_untyped_nones)

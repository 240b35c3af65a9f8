"""Archetypes put together on the spot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from . import _rushes
from ._baseclasses import (
    AsComponents as AsComponents,
    ComponentColumn as ComponentColumn,
    ComponentColumnList as ComponentColumnList,
    ComponentDescriptor as ComponentDescriptor,
    DescribedComponentBatch as DescribedComponentBatch,
)
from .any_batch_value import AnyBatchValue as AnyBatchValue, ComponentValueLike as ComponentValueLike
from .error_utils import catch_and_log_exceptions as catch_and_log_exceptions

if TYPE_CHECKING:
    from typing_extensions import Self


def descriptor_of(archetype: str | None, field: str, component_type: str | None = None) -> ComponentDescriptor:
    """What a field of an archetype is called. Names of built-in archetypes are shortened."""
    if archetype is None:
        return ComponentDescriptor(field, component_type=component_type)
    short = archetype.rpartition(".")[2] if archetype.startswith("rerun.") else archetype
    return ComponentDescriptor(f"{short}:{field}", archetype=archetype, component_type=component_type)


class Builder:
    """Batches of values under names."""

    def __init__(self, context: str, archetype: str | None) -> None:
        self.context = context
        self.archetype = archetype
        self.batches: list[DescribedComponentBatch] = []

    def add(self, field: str, value: Any, drop_untyped_nones: bool, component_type: str | None = None) -> None:
        """Adds a value, or says what is wrong with it."""
        descriptor = descriptor_of(self.archetype, field, component_type)
        with catch_and_log_exceptions(f"Converting data for '{field}'"):
            batch = _rushes.any_batch(descriptor, value)
            if batch is not None:
                self.batches.append(batch)
            elif not drop_untyped_nones:
                raise ValueError(f"{field!r} has no value and no type yet; log a value first")

    def finish(self) -> list[DescribedComponentBatch]:
        """All batches; says so when there are none."""
        if not self.batches:
            with catch_and_log_exceptions(self.context):
                raise ValueError("No valid component batches to return.")
        return self.batches


def columns_of(
    archetype: str | None, values: Mapping[str, Any], drop_untyped_nones: bool
) -> ComponentColumnList:
    """Columns of values under names."""
    columns = (
        AnyBatchValue.column(descriptor_of(archetype, field), value, drop_untyped_nones)
        for field, value in values.items()
    )
    return ComponentColumnList(column for column in columns if column is not None)


class DynamicArchetype:
    """
    An archetype put together on the spot: values under names of its own.

    - `archetype`: what it is called, e.g. `my_program.Joint`.
    - `components`: the values, by field. All values of a field have the type of the first.
    - `drop_untyped_nones`: leave `None` out while the type is not known; otherwise it is an error.
    """

    def __init__(
        self,
        archetype: str,
        drop_untyped_nones: bool = True,
        components: Mapping[str, ComponentValueLike | None] | None = None,
    ) -> None:
        self._builder = Builder(type(self).__name__, archetype)
        for field, value in (components or {}).items():
            self._builder.add(field, value, drop_untyped_nones)

    def with_component_from_data(
        self, field: str, value: ComponentValueLike | None, *, drop_untyped_nones: bool = True
    ) -> Self:
        """Adds a value; returns itself."""
        self._builder.add(field, value, drop_untyped_nones)
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

    def as_component_batches(self) -> list[DescribedComponentBatch]:
        """The values, each with what it is called."""
        return self._builder.finish()

    @classmethod
    def columns(
        cls,
        archetype: str,
        drop_untyped_nones: bool = True,
        components: Mapping[str, ComponentValueLike | None] | None = None,
    ) -> ComponentColumnList:
        """Columns of many rows, for `send_columns`: one row for each item."""
        return columns_of(archetype, components or {}, drop_untyped_nones)

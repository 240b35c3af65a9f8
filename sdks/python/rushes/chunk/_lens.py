"""Lenses, which make chunks of chunks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Union

from .. import _rushes
from ._selector import Selector

if TYPE_CHECKING:
    import pyarrow as pa
    from typing_extensions import Literal

    from .._baseclasses import ComponentDescriptor

    CastTo = Union[pa.DataType, Literal["auto"], None]
    TimelineType = Literal["sequence", "duration", "timestamp", "duration_ns", "timestamp_ns"]


class DeriveLens:
    """
    Makes other components out of parts of one.

    Each `to_...` returns a lens with one output more, and leaves this one as it is. Fields are named by their paths,
    with or without the first dot: `x`, `.pose.position.x`.

    - `output_entity`: where the outputs go; by default to the entity itself.
    - `scatter`: makes a row of each value that the selectors yield, not one for each row.
    """

    def __init__(self, input_component: str, *, output_entity: str | None = None, scatter: bool = False) -> None:
        self._native = _rushes.NativeLens.derive(input_component, output_entity, scatter)

    def _with(self, native: _rushes.NativeLens) -> DeriveLens:
        made = DeriveLens.__new__(DeriveLens)
        made._native = native
        return made

    def to_component(
        self, component: ComponentDescriptor | str, selector: Selector | str, *, cast_to: CastTo = None
    ) -> DeriveLens:
        """Makes a component: of the type that the selector yields, of that of the component (`"auto"`), or of another."""
        selector = Selector._of(selector)
        return self._with(self._native.to_component(component, selector._native, cast_to))

    def to_timeline(
        self, timeline_name: str, timeline_type: TimelineType, selector: Selector | str
    ) -> DeriveLens:
        """Makes a timeline. The selector must yield one `int64` for each row: a number, or nanoseconds."""
        selector = Selector._of(selector)
        return self._with(self._native.to_timeline(timeline_name, timeline_type, selector._native))

    def to_packed_component(
        self, component: ComponentDescriptor | str, *fields: str, cast_to: CastTo = "auto"
    ) -> DeriveLens:
        """Makes a component whose instances are lists of the fields' values, which must have one type."""
        if not fields:
            raise ValueError("to_packed_component requires at least one field")
        return self._with(self._native.to_packed_component(component, list(fields), cast_to))

    def to_translation(self, x: str, y: str, z: str) -> DeriveLens:
        """Makes the translation of a `Transform3D`."""
        return self._with(self._native.to_translation(x, y, z))

    def to_quaternion(self, x: str, y: str, z: str, w: str) -> DeriveLens:
        """Makes the quaternion of a `Transform3D`."""
        return self._with(self._native.to_quaternion(x, y, z, w))

    def to_scale(self, x: str, y: str, z: str) -> DeriveLens:
        """Makes the scale of a `Transform3D`, one factor for each axis."""
        return self._with(self._native.to_scale(x, y, z))

    def to_rotation_axis_angle(self, axis_x: str, axis_y: str, axis_z: str, angle: str) -> DeriveLens:
        """Makes the rotation of a `Transform3D` by an angle, in radians, around an axis."""
        return self._with(self._native.to_rotation_axis_angle(axis_x, axis_y, axis_z, angle))

    def to_scalars(self, *fields: str) -> DeriveLens:
        """Makes scalars: one for each field in every row, so that each field is a series."""
        if not fields:
            raise ValueError("to_scalars requires at least one field")
        return self._with(self._native.to_scalars(list(fields)))


class MutateLens:
    """
    Replaces a component by what a selector makes of it.

    - `keep_row_ids`: whether rows keep their ids. By default they get new ones, for what is in them is new.
    """

    def __init__(self, input_component: str, selector: Selector | str, *, keep_row_ids: bool = False) -> None:
        native = Selector._of(selector)._native
        self._native = _rushes.NativeLens.mutate(input_component, native, keep_row_ids)


Lens = Union[DeriveLens, MutateLens]


def together(lenses: Sequence[Lens] | Lens, output_mode: str) -> _rushes.NativeLenses:
    """Lenses that are applied together."""
    if isinstance(lenses, (DeriveLens, MutateLens)):
        lenses = [lenses]
    return _rushes.NativeLenses([lens._native for lens in lenses], output_mode)

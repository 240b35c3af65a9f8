"""The view `TensorView`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from .. import archetypes
from ..api import View
from ._property import of as _property

if TYPE_CHECKING:
    from ... import encodings
    from ..._baseclasses import AsComponents, DescribedComponentBatch
    from .. import components
    from ..api import ViewContentsLike, VisualizerLike


class TensorView(View):
    """
    Shows slices of a tensor.

    - `origin`: the entity that it is about; what `$origin` in `contents` stands for.
    - `contents`: which entities it shows, as rules such as `"+ $origin/**"` and `"- /world/roads/**"`.
    - `name`: its title; by default the end of its origin.
    - `visible`, `titlebar`: whether it, and its title, are seen.
    - `defaults`: components that count where an entity does not have them.
    - `overrides`: by entity path, visualizers with components that win over those of the entity, or its behaviour.
    - `slice_selection`: a `TensorSliceSelection`, or its first argument.
    - `scalar_mapping`: a `TensorScalarMapping`, or its first argument.
    - `view_fit`: a `TensorViewFit`, or its first argument.
    """

    def __init__(
        self,
        *,
        origin: encodings.EntityPathLike = "/",
        contents: ViewContentsLike = "$origin/**",
        name: encodings.Utf8Like | None = None,
        visible: encodings.BoolLike | None = None,
        titlebar: encodings.BoolLike | None = None,
        defaults: Iterable[AsComponents | Iterable[DescribedComponentBatch]] | None = None,
        overrides: Mapping[encodings.EntityPathLike, VisualizerLike | Iterable[VisualizerLike]] | None = None,
        slice_selection: archetypes.TensorSliceSelection | None = None,
        scalar_mapping: archetypes.TensorScalarMapping | None = None,
        view_fit: archetypes.TensorViewFit | components.ViewFitLike | None = None,
    ) -> None:
        properties: dict[str, AsComponents] = {}
        if slice_selection is not None:
            properties["TensorSliceSelection"] = _property(archetypes.TensorSliceSelection, slice_selection)
        if scalar_mapping is not None:
            properties["TensorScalarMapping"] = _property(archetypes.TensorScalarMapping, scalar_mapping)
        if view_fit is not None:
            properties["TensorViewFit"] = _property(archetypes.TensorViewFit, view_fit)
        super().__init__(
            class_identifier="Tensor",
            origin=origin,
            contents=contents,
            name=name,
            visible=visible,
            titlebar=titlebar,
            properties=properties,
            defaults=defaults,
            overrides=overrides,
        )

"""Containers of views."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .api import Container as Container, View as View
from .components import ContainerKind as ContainerKind

if TYPE_CHECKING:
    from ..encodings import BoolLike, Float32ArrayLike, Utf8Like


class Horizontal(Container):
    """Parts side by side, as wide as `column_shares` say."""

    def __init__(
        self,
        *args: Container | View,
        contents: Iterable[Container | View] | None = None,
        column_shares: Float32ArrayLike | None = None,
        name: Utf8Like | None = None,
        visible: BoolLike | None = None,
    ) -> None:
        super().__init__(
            *args,
            contents=contents,
            kind=ContainerKind.Horizontal,
            column_shares=column_shares,
            name=name,
            visible=visible,
        )


class Vertical(Container):
    """Parts on top of each other, as high as `row_shares` say."""

    def __init__(
        self,
        *args: Container | View,
        contents: Iterable[Container | View] | None = None,
        row_shares: Float32ArrayLike | None = None,
        name: Utf8Like | None = None,
        visible: BoolLike | None = None,
    ) -> None:
        super().__init__(
            *args,
            contents=contents,
            kind=ContainerKind.Vertical,
            row_shares=row_shares,
            name=name,
            visible=visible,
        )


class Grid(Container):
    """Parts in rows and columns."""

    def __init__(
        self,
        *args: Container | View,
        contents: Iterable[Container | View] | None = None,
        column_shares: Float32ArrayLike | None = None,
        row_shares: Float32ArrayLike | None = None,
        grid_columns: int | None = None,
        name: Utf8Like | None = None,
        visible: BoolLike | None = None,
    ) -> None:
        super().__init__(
            *args,
            contents=contents,
            kind=ContainerKind.Grid,
            column_shares=column_shares,
            row_shares=row_shares,
            grid_columns=grid_columns,
            name=name,
            visible=visible,
        )


class Tabs(Container):
    """Parts behind each other, one in front."""

    def __init__(
        self,
        *args: Container | View,
        contents: Iterable[Container | View] | None = None,
        active_tab: int | str | None = None,
        name: Utf8Like | None = None,
        visible: BoolLike | None = None,
    ) -> None:
        super().__init__(
            *args,
            contents=contents,
            kind=ContainerKind.Tabs,
            active_tab=active_tab,
            name=name,
            visible=visible,
        )

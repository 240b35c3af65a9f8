"""Blueprints of tables: which columns there are, and how their rows are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from typing_extensions import Literal as Literal

from .. import _rushes as bindings
from .._baseclasses import ComponentDescriptor as ComponentDescriptor, ComponentMixin as ComponentMixin
from .._rushes import escape_entity_path_part as escape_entity_path_part
from ..recording_stream import RecordingStream as RecordingStream
from ._table_filters import (
    Filter as Filter,
    FilterColumn as FilterColumn,
    ListFilters as ListFilters,
    StringFilters as StringFilters,
    col as col,
)
from .archetypes import (
    CardLayout as CardLayoutArchetype,
    PreviewsConfig as PreviewsConfig,
    TableBlueprint as TableBlueprintArchetype,
    TableColumn as TableColumnArchetype,
    TableColumnPreview as TableColumnPreview,
    TableLayout as TableLayoutArchetype,
)
from .components import ColumnType as ColumnType, SortBy as SortBy

if TYPE_CHECKING:
    from pathlib import Path

    from .api import View
    from .components import ColumnDisplayModeLike


class PreviewCell:
    """Shows views inside the cells of a column."""

    def __init__(self, *views: View) -> None:
        self.views = views


@dataclass
class Column:
    """A column of a table: what it is called, whether it can be edited and is seen, and what it holds."""

    source: str
    name: str | None = None
    editable: bool | None = None
    column_type: type[ComponentMixin] | str | ComponentDescriptor | PreviewCell | None = None
    visible: bool | None = None


@dataclass
class TableLayout:
    """Rows as lines: which columns, in which order."""

    columns: Sequence[Column] = ()


@dataclass
class CardLayout:
    """Rows as cards: which column is the title, which the link, which others are seen."""

    title: str | None = None
    link: str | None = None
    fields: Sequence[Column] = ()


@dataclass
class TableBlueprint:
    """How a table is shown."""

    table_layout: TableLayout | None = None
    card_layout: CardLayout | None = None
    default_layout: Literal["table", "cards"] | None = None
    column_display_mode: ColumnDisplayModeLike | None = None
    previews_config: PreviewsConfig | None = None
    filters: Sequence[Filter | str] = ()
    sort_by: str | SortBy | None = None

    def save(self, application_id: str, path: str | Path | None = None) -> None:
        """Writes a file, by default `<application id>.rbl`."""
        stream = RecordingStream.__new__(RecordingStream)
        writer = bindings.create_blueprint(stream, application_id)
        stream.set_time("blueprint", sequence=0)
        self._log_to_stream(stream)
        messages = writer.finish()
        stream._close()
        messages.save(f"{application_id}.rbl" if path is None else path)

    def _log_to_stream(self, stream: RecordingStream) -> None:
        filters = [item.sql if isinstance(item, Filter) else item for item in self.filters]
        sort_by = SortBy(self.sort_by) if isinstance(self.sort_by, str) else self.sort_by
        table = TableBlueprintArchetype.from_fields(
            layout=self.default_layout,
            column_display_mode=self.column_display_mode,
            filters=filters or None,
            sort_by=sort_by,
        )
        stream.log("table", table, strict=True)
        if self.previews_config is not None:
            stream.log("table", self.previews_config, strict=True)
        if self.table_layout is not None:
            order = [column.source for column in self.table_layout.columns]
            stream.log("table/layouts/table", TableLayoutArchetype.from_fields(column_order=order), strict=True)
            for column in self.table_layout.columns:
                _log_column(stream, "table/layouts/table/columns", column)
        if self.card_layout is not None:
            order = [column.source for column in self.card_layout.fields]
            cards = CardLayoutArchetype.from_fields(
                title=self.card_layout.title, link=self.card_layout.link, field_order=order or None
            )
            stream.log("table/layouts/cards", cards, strict=True)
            for column in self.card_layout.fields:
                _log_column(stream, "table/layouts/cards/fields", column)


def _log_column(stream: RecordingStream, folder: str, column: Column) -> None:
    path = f"{folder}/{escape_entity_path_part(column.source)}"
    column_type: Any = column.column_type
    if isinstance(column_type, PreviewCell):
        for view in column_type.views:
            view._log_to_stream(stream)
        previews = [f"/{view.blueprint_path()}" for view in column_type.views]
        stream.log(path, TableColumnPreview.from_fields(views=previews), strict=True)
        column_type = None
    elif isinstance(column_type, str):
        column_type = ColumnType(component=column_type)
    elif isinstance(column_type, ComponentDescriptor):
        column_type = ColumnType(
            component=column_type.component, component_type_name=column_type.component_type
        )
    elif column_type is not None:
        column_type = ColumnType(component_type_name=column_type.component_type())
    archetype = TableColumnArchetype.from_fields(
        name=column.name, editable=column.editable, visible=column.visible, column_type=column_type
    )
    stream.log(path, archetype, strict=True)

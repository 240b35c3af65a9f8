"""Blueprints of tables."""

from __future__ import annotations

from .archetypes import TableColumn as TableColumn, TableColumnPreview as TableColumnPreview
from .table import (
    CardLayout as CardLayout,
    PreviewsConfig as PreviewsConfig,
    TableBlueprint as TableBlueprint,
    TableLayout as TableLayout,
)

"""Blueprints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import read

import rushes as rr
import rushes.blueprint as rrb


def saved(blueprint: rrb.Blueprint, path: Path) -> dict[str, list[dict[str, Any]]]:
    blueprint.save("app", path)
    (store,) = rr.chunk.RrdReader(path).blueprints()
    assert (store.kind, store.application_id) == ("blueprint", "app")
    rows: dict[str, list[dict[str, Any]]] = {}
    for chunk in rr.chunk.RrdReader(path).stream(store=store):
        batch = chunk.to_record_batch()
        columns = {name: batch.column(name) for name in batch.schema.names if ":" in name}
        for index in range(chunk.num_rows):
            row = {name: column[index].as_py() for name, column in columns.items() if column[index].as_py() is not None}
            rows.setdefault(chunk.entity_path, []).append({**row, "static": chunk.is_static})
    return rows


def test_a_tree_of_views(path: Path) -> None:
    view = rrb.Spatial3DView(origin="/world", name="World", background=[10, 20, 30], line_grid=False)
    plot = rrb.TimeSeriesView(contents=["/a", "/b/**"], plot_legend=rrb.Corner2D.LeftTop)
    root = rrb.Horizontal(view, plot, column_shares=[3, 2])
    rows = saved(rrb.Blueprint(root, rrb.TimePanel(timeline="frame", play_state="playing")), path)
    assert rows[f"/view/{view.id}"][0]["ViewBlueprint:class_identifier"] == ["3D"]
    assert rows[f"/view/{view.id}"][0]["ViewBlueprint:space_origin"] == ["/world"]
    assert rows[f"/view/{view.id}/Background"][0]["Background:color"] == [169090815]
    assert rows[f"/view/{view.id}/LineGrid3D"][0]["LineGrid3D:visible"] == [False]
    assert rows[f"/view/{plot.id}/ViewContents"][0]["ViewContents:query"] == ["/a", "/b/**"]
    assert rows[f"/container/{root.id}"][0]["ContainerBlueprint:col_shares"] == [3.0, 2.0]
    assert rows["/viewport"][0]["ViewportBlueprint:root_container"] == [list(root.id.bytes)]
    assert [row["static"] for row in rows["/time_panel"] if "TimePanelBlueprint:play_state" in row] == [True]


def test_without_parts_the_viewer_decides(path: Path) -> None:
    rows = saved(rrb.Blueprint(), path)
    assert rows["/viewport"][0]["ViewportBlueprint:auto_layout"] == [True]


def test_panels_collapse_unless_given(path: Path) -> None:
    rows = saved(rrb.Blueprint(rrb.SelectionPanel(state="expanded"), collapse_panels=True), path)
    states = {path: row[0]["PanelBlueprint:state"] for path, row in rows.items() if "selection" in path or "blueprint" in path}
    assert states == {"/selection_panel": [3], "/blueprint_panel": [2]}


def test_overrides(path: Path) -> None:
    first = rr.SeriesLines.from_fields(colors=[255, 0, 0]).visualizer()
    second = rr.SeriesPoints.from_fields(marker_sizes=2).visualizer()
    view = rrb.TimeSeriesView(
        overrides={"a": [first, second], "/b": rrb.EntityBehavior(visible=False)},
        defaults=[rr.SeriesLines.from_fields(widths=3)],
    )
    rows = saved(rrb.Blueprint(view), path)
    base = f"/view/{view.id}/ViewContents/overrides"
    assert rows[f"{base}/a/visualizers"][0]["ActiveVisualizers:instruction_ids"] == [
        list(first.id.bytes),
        list(second.id.bytes),
    ]
    instruction = rows[f"{base}/a/visualizers/{first.id}"]
    assert {"VisualizerInstruction:visualizer_type", "SeriesLines:colors"} <= {key for row in instruction for key in row}
    assert rows[f"{base}/b/visualizers"][0]["EntityBehavior:visible"] == [False]
    assert rows[f"/view/{view.id}/defaults"][0]["SeriesLines:widths"] == [3.0]


def test_a_file_begins_with_its_blueprint(path: Path) -> None:
    stream = rr.RecordingStream("app", send_properties=False)
    stream.save(path, default_blueprint=rrb.Grid(rrb.Spatial2DView(), rrb.TextLogView()))
    stream.log("a", rr.Scalars(1))
    stream.disconnect()
    reader = rr.chunk.RrdReader(path)
    assert len(reader.blueprints()) == 1 and read(path)[0]["entity"] == "/a"


def test_a_blueprint_is_sent(path: Path) -> None:
    stream = rr.RecordingStream("app", send_properties=False)
    stream.save(path)
    stream.send_blueprint(rrb.Tabs(rrb.MapView(zoom=3)), make_active=False)
    stream.disconnect()
    assert len(rr.chunk.RrdReader(path).blueprints()) == 1


def test_mistakes_are_errors() -> None:
    with pytest.raises(ValueError):
        rrb.Blueprint("x")  # type: ignore[arg-type]
    with pytest.raises(ValueError):
        rrb.Blueprint(rrb.TopPanel(), rrb.TopPanel())
    with pytest.raises(ValueError):
        rrb.Horizontal(rrb.Spatial2DView(), contents=[rrb.Spatial2DView()])


def test_tables(path: Path) -> None:
    from rushes.blueprint.table import Column, TableBlueprint, TableLayout, col

    table = TableBlueprint(
        table_layout=TableLayout([Column("name", editable=True), Column("x/y", visible=False)]),
        filters=[col("name").str.contains("50%"), col("x") > 3],
        sort_by="name",
    )
    table.save("app", path)
    paths = {chunk.entity_path for chunk in rr.chunk.RrdReader(path).stream(store=rr.chunk.RrdReader(path).blueprints()[0])}
    assert {"/table", "/table/layouts/table", "/table/layouts/table/columns/name"} <= paths

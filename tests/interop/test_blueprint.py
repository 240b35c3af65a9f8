"""A layout made by our SDK is the layout that the peer's SDK makes of the same program."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

import rerun as rr
import rerun.blueprint as rrb

import contents

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def write_peer(path: Path) -> None:
    """What `examples/rust/blueprint.rs` sends."""
    room = rrb.Spatial3DView(
        name="Room",
        origin="/room",
        background=rrb.Background(kind="GradientDark"),
        overrides={"/room/drone": rr.Points3D.from_fields(radii=[0.3]).visualizer()},
    )
    line = rr.SeriesLines.from_fields(widths=[4.0], colors=[0xFF8800FF])
    height = rrb.TimeSeriesView(
        name="Height",
        contents=["/height/**", "- /height/raw"],
        plot_legend=rrb.PlotLegend(corner="RightTop"),
        overrides={"/height/smooth": line.visualizer()},
    )
    side = rrb.Vertical(height, rrb.TextDocumentView(name="Notes"), row_shares=[3, 1])
    blueprint = rrb.Blueprint(
        rrb.Horizontal(room, side, column_shares=[2, 1]),
        rrb.BlueprintPanel(state="collapsed"),
        rrb.TimePanel(timeline="step", fps=20.0),
    )
    blueprint.save("app", str(path))


def cells(path: Path) -> dict[tuple[str, str], tuple]:
    """Type and values of every component of the blueprint in a file, by entity and component; ids by what they name."""
    found = {}
    for (store, _), batch in contents.chunks(path).items():
        if store[0] == "recording":
            continue
        entity = batch.schema.metadata[b"rerun:entity_path"].decode()
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            field = batch.schema.field(name)
            component = (field.metadata or {}).get(b"rerun:component")
            if component is not None:
                values = [value for value in column.to_pylist() if value is not None]
                found[entity, component.decode()] = (str(field.type), field.metadata[b"rerun:component_type"], values)
    return _named(found)


def _named(found: dict) -> dict:
    """The same with every id replaced by the name of its view, or by its kind."""
    names = {}
    for (entity, component), (_, _, values) in found.items():
        match = UUID.search(entity)
        if component == "ViewBlueprint:display_name":
            names[match[0]] = values[0][0]
        elif component == "ContainerBlueprint:container_kind":
            names[match[0]] = f"container of kind {values[0][0]}"
        elif component == "ActiveVisualizers:instruction_ids":
            names |= {str(uuid.UUID(bytes=bytes(value))): "instruction" for value in values[0]}

    def named(value):
        if isinstance(value, list) and len(value) == 16:
            return names[str(uuid.UUID(bytes=bytes(value)))]
        if isinstance(value, list):
            return [named(item) for item in value]
        return UUID.sub(lambda match: names[match[0]], value).lstrip("/") if isinstance(value, str) else value

    return {(named(entity), component): (*types, named(values)) for (entity, component), (*types, values) in found.items()}


def test_a_layout_is_that_of_the_peer(ours, peer, examples, tmp_path):
    mine, theirs = tmp_path / "ours.rrd", tmp_path / "peer.rbl"
    examples("blueprint").run("--save", mine)
    write_peer(theirs)
    peer.rrd("verify", mine)
    found, expected = cells(mine), cells(theirs)
    # Python also writes the origin that views have anyway.
    expected = {key: cell for key, cell in expected.items() if (key[1], cell[-1]) != ("ViewBlueprint:space_origin", [[""]])}
    assert found.keys() == expected.keys()
    for key in expected:
        assert found[key] == expected[key], key

"""Selectors and lenses."""

from __future__ import annotations

import pickle
from typing import Any

import pyarrow as pa
import pytest

import rushes as rr
from rushes.chunk import Chunk, DeriveLens, LazyChunkStream, MutateLens, Selector


def chunk(path: str = "/e", name: str = "v", values: Any = (3, 4)) -> Chunk:
    times = rr.TimeColumn("t", sequence=range(len(values)))
    return Chunk.from_columns(path, [times], rr.AnyValues.columns(**{name: pa.array(values)}))


def columns(chunk: Chunk) -> dict[str, list[Any]]:
    batch = chunk.to_record_batch()
    return {name: batch.column(name).to_pylist() for name in batch.schema.names if name != "rerun.controls.RowId"}


def test_selectors_choose_parts_of_arrays() -> None:
    structs = pa.array([{"x": 1}, None, {"x": 3}])
    rows = pa.array([[{"x": 1}, {"x": 2}], [], None])
    assert Selector(".x").execute(structs).to_pylist() == [1, None, 3]
    assert Selector(".x").execute_per_row(rows).to_pylist() == [[1, 2], [], None]
    assert Selector(".y?").execute(structs) is None
    with pytest.raises(RuntimeError, match="Selector execution failed"):
        Selector(".x[]").execute(structs)
    with pytest.raises(TypeError):
        Selector(".").execute_per_row(structs)
    with pytest.raises(TypeError):
        Selector(".").execute([1])  # type: ignore[arg-type]
    with pytest.raises(ValueError):
        Selector(".a b c(")


def test_selectors_are_text_unless_there_are_functions_in_them() -> None:
    selector = Selector(".a  |  .b").pipe(Selector("[]"))
    assert str(pickle.loads(pickle.dumps(selector))) == str(selector)
    assert eval(repr(selector), {"Selector": Selector}).execute is not None
    with pytest.raises(TypeError, match="pickle"):
        pickle.dumps(selector.pipe(lambda values: values))
    with pytest.raises(TypeError):
        Selector(".").pipe(5)  # type: ignore[arg-type]


def test_what_a_function_raises_is_told() -> None:
    def fails(values: pa.Array) -> pa.Array:
        raise KeyError("the reason")

    with pytest.raises(ValueError, match="the reason"):
        chunk().apply_selector("v", Selector(".").pipe(fails))
    with pytest.raises(ValueError, match=r"pyarrow\.Array"):
        chunk().apply_selector("v", Selector(".").pipe(lambda values: 5))  # type: ignore[arg-type, return-value]
    with pytest.raises(ValueError):
        chunk().apply_selector("missing", ".")


def test_lenses_make_components_and_leave_the_others() -> None:
    two = Chunk.from_columns(
        "/e",
        [rr.TimeColumn("t", sequence=[0])],
        rr.AnyValues.columns(imu=pa.array([{"x": 1.0, "y": 2.0}]), other=pa.array([7])),
    )
    [made] = two.apply_lenses(DeriveLens("imu").to_scalars("x", ".y"))
    assert columns(made) == {"t": [0], "Scalars:scalars": [[1.0, 2.0]], "other": [[7]]}
    lens = DeriveLens("imu")
    lens.to_scalars("x")
    with pytest.raises(ValueError, match="no component"):
        two.apply_lenses(lens)  # Outputs are added to another lens.


def test_lenses_that_cannot_work_say_so_when_they_are_made() -> None:
    lens = DeriveLens("v")
    for wrong in (
        lambda: lens.to_scalars(),
        lambda: lens.to_packed_component("p"),
        lambda: lens.to_scalars("x y"),
        lambda: lens.to_component("w", ".", cast_to="nope"),  # type: ignore[arg-type]
        lambda: lens.to_timeline("t", "nope", "."),  # type: ignore[arg-type]
    ):
        with pytest.raises(ValueError):
            wrong()


def test_lenses_replace_components() -> None:
    plus = Selector(".").pipe(lambda values: pa.array([value.as_py() + 1 for value in values]))
    before = chunk()
    for keep in (True, False):
        [made] = before.apply_lenses([MutateLens("v", plus, keep_row_ids=keep)])
        assert columns(made)["v"] == [[4], [5]]
        ids = [chunk.to_record_batch().column(0) for chunk in (before, made)]
        assert (ids[0] == ids[1]) == keep


@pytest.mark.parametrize(
    ("mode", "content", "expected"),
    [
        ("drop_unmatched", None, [["w"], []]),
        ("drop_unmatched", "/a/**", [["w"], ["v"]]),
        ("forward_unmatched", None, [["w"], ["v"]]),
        ("forward_all", ["/**", "- /a"], [["v"], ["v"]]),
        ("forward_all", None, [["v", "w"], ["v"]]),
    ],
)
def test_streams_say_what_stays(mode: Any, content: Any, expected: list[list[str]]) -> None:
    """Properties are no data: no lens reads them."""
    chunks = [chunk("/a"), chunk("/__properties/p")]
    lens = DeriveLens("v").to_component("w", ".")
    made = LazyChunkStream.from_iter(chunks).lenses(lens, output_mode=mode, content=content).to_chunks()
    found = [[name for each in made if each.entity_path == path for name in columns(each) if name != "t"]
             for path in ("/a", "/__properties/p")]
    assert [sorted(names) for names in found] == expected


def test_streams_raise_when_a_lens_does_not_fit() -> None:
    stream = LazyChunkStream.from_iter([chunk()]).lenses(DeriveLens("v").to_component("w", ".x"))
    with pytest.raises(RuntimeError, match="Lenses error"):
        stream.to_chunks()
    with pytest.raises(ValueError, match="output_mode"):
        LazyChunkStream.from_iter([]).lenses([], output_mode="bad")  # type: ignore[arg-type]

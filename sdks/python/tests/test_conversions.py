"""What Python values become."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra import numpy as hnp

import rushes as rr
import rushes.blueprint as rrb

VECTORS = json.loads((Path(__file__).parent / "conversions.json").read_text())


def plain(value: Any) -> Any:
    """Values as JSON has them; of unions, only what they hold."""
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        if len(value) == 1 and next(iter(value))[:1].isupper():
            return plain(next(iter(value.values())))
        return {key: plain(item) for key, item in value.items()}
    return value


def converted(vector: dict[str, Any], value: Any) -> Any:
    if vector["kind"] == "component_batch":
        module, _, name = vector["component"].replace("rerun", "rushes", 1).rpartition(".")
        return getattr(import_module(module), f"{name}Batch")(value).as_arrow_array().to_pylist()
    batches = value if vector["kind"] == "columns" else value.as_component_batches()
    return {batch.component_descriptor().component: batch.as_arrow_array().to_pylist() for batch in batches}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["input"])
def test_documented_conversions(vector: dict[str, Any]) -> None:
    rr.set_strict_mode(True)
    value = eval(vector["input"], {"rr": rr, "rrb": rrb, "np": np})
    assert plain(converted(vector, value)) == plain(vector["expected"])


def items(batch: Any) -> list[Any]:
    return [batch[index] for index in range(len(batch))]


numbers = hnp.from_dtype(np.dtype(np.float32), allow_nan=False)
shapes = hnp.array_shapes(min_dims=1, max_dims=1, min_side=0, max_side=20)
dtypes = st.sampled_from([np.float32, np.float64, np.int8, np.uint8, np.int16, np.uint16, np.int32, np.int64])


@given(st.data())
@settings(deadline=None)
def test_vectors_are_those_of_numpy_for_any_type_and_layout(data: Any) -> None:
    dtype = data.draw(dtypes)
    array = data.draw(hnp.arrays(dtype, (data.draw(st.integers(0, 12)), 6), elements={"allow_nan": False} if np.dtype(dtype).kind == "f" else None))
    layout = data.draw(st.sampled_from(["plain", "fortran", "strided", "reversed", "swapped"]))
    if layout == "fortran":
        array = np.asfortranarray(array)
    elif layout == "reversed":
        array = array[::-1, ::-1]
    elif layout == "swapped":
        array = array.astype(array.dtype.newbyteorder())
    view = array[:, ::2] if layout == "strided" else array[:, :3]
    with np.errstate(over="ignore"):
        expected = view.astype(np.float32).reshape(-1, 3)
    got = rr.components.Position3DBatch(view).as_arrow_array()
    assert np.array_equal(np.array(got.flatten()), expected.reshape(-1))


@given(st.lists(st.lists(st.floats(width=32, allow_nan=False), min_size=3, max_size=3), max_size=20))
@settings(deadline=None)
def test_nested_lists_are_as_arrays(points: list[list[float]]) -> None:
    of_lists = items(rr.components.Position3DBatch(points))
    of_tuples = items(rr.components.Position3DBatch(tuple(map(tuple, points))))
    of_array = items(rr.components.Position3DBatch(np.array(points, dtype=np.float32).reshape(-1, 3)))
    assert of_lists == of_tuples == of_array


@given(st.lists(st.tuples(*[st.integers(0, 255)] * 4), min_size=2, max_size=20))
@settings(deadline=None)
def test_channels_and_packed_colours_agree(colors: list[tuple[int, int, int, int]]) -> None:
    packed = [r << 24 | g << 16 | b << 8 | a for r, g, b, a in colors]
    assert items(rr.components.ColorBatch(colors)) == packed
    assert items(rr.components.ColorBatch(np.array(colors, dtype=np.uint8))) == packed
    assert items(rr.components.ColorBatch(np.array(packed, dtype=np.uint32))) == packed
    assert items(rr.components.ColorBatch(np.array(colors) / 255)) == packed


@given(st.lists(st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.booleans(), min_size=1))
@settings(deadline=None)
def test_scalars_are_those_of_numpy(values: list[Any]) -> None:
    expected = [float(value) for value in values]
    assert items(rr.components.ScalarBatch(values)) == expected


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=("Cs",)))))
@settings(deadline=None)
def test_texts_stay_as_they_are(texts: list[str]) -> None:
    assert items(rr.components.TextBatch(texts)) == texts


@given(st.recursive(st.none() | st.integers() | st.floats() | st.text() | st.binary(), st.lists))
@settings(deadline=None)
def test_nonsense_is_an_exception_and_never_worse(value: Any) -> None:
    for batch in (
        rr.components.Position3DBatch,
        rr.components.ColorBatch,
        rr.components.TextBatch,
        rr.components.BlobBatch,
        rr.components.FillModeBatch,
        rr.components.LineStrip3DBatch,
        rr.components.TensorDataBatch,
        rr.components.RotationQuatBatch,
        rr.components.ShowLabelsBatch,
    ):
        try:
            batch(value, strict=True)
        except (TypeError, ValueError, OverflowError, AttributeError, UnicodeError):
            pass


@given(hnp.arrays(np.uint8, hnp.array_shapes(min_dims=2, max_dims=3, max_side=8)))
@settings(deadline=None)
def test_images_keep_their_pixels(pixels: np.ndarray[Any, Any]) -> None:
    if pixels.ndim == 3 and pixels.shape[2] not in (1, 3, 4):
        pixels = pixels[:, :, 0]
    image = rr.Image(pixels)
    assert bytes(image.buffer._bytes()[0]) == pixels.tobytes()


def test_large_arrays_of_strided_memory() -> None:
    cloud = np.arange(600_000, dtype=np.float32).reshape(-1, 6)
    batch = rr.components.Position3DBatch(cloud[:, 3:])
    assert batch[99_999] == [599_997.0, 599_998.0, 599_999.0]


def test_arrays_of_other_libraries_come_by_their_protocols() -> None:
    class Tensor:
        def numpy(self, *, force: bool = False) -> Any:
            assert force
            return np.ones((2, 3))

    class Array:
        def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
            return np.full((1, 3), 2.0)

    class Dlpack:
        def __dlpack__(self, **options: Any) -> Any:
            return np.full((1, 3), 3.0).__dlpack__(**options)

        def __dlpack_device__(self) -> Any:
            return (1, 0)

    assert items(rr.components.Position3DBatch(Tensor())) == [[1.0] * 3] * 2
    assert items(rr.components.Position3DBatch(Array())) == [[2.0] * 3]
    assert items(rr.components.Position3DBatch(Dlpack())) == [[3.0] * 3]


def test_arrow_arrays_of_the_right_type_are_taken_as_they_are() -> None:
    array = rr.components.Position3DBatch([[1, 2, 3], [4, 5, 6]]).as_arrow_array()
    again = rr.components.Position3DBatch(array).as_arrow_array()
    assert again.equals(array)


@pytest.mark.parametrize(
    ("batch", "value"),
    [
        (rr.components.Position3DBatch, [1, 2]),
        (rr.components.Position3DBatch, "x"),
        (rr.components.Position3DBatch, [[1, 2, 3], [4, 5]]),
        (rr.components.ClassIdBatch, [-1]),
        (rr.components.ClassIdBatch, [70_000]),
        (rr.components.FillModeBatch, "nope"),
        (rr.components.FillModeBatch, 77),
        (rr.components.ColorBatch, "red"),
        (rr.components.RotationAxisAngleBatch, [1, 2, 3]),
    ],
)
def test_what_cannot_be_converted_raises_or_warns(batch: Any, value: Any) -> None:
    with pytest.raises((TypeError, ValueError, OverflowError)):
        batch(value, strict=True)
    with pytest.warns(rr.error_utils.RerunWarning):
        assert len(batch(value)) == 0


def test_objects_show_what_they_hold() -> None:
    assert rr.components.Position3D([1, 2, 3]).xyz.tolist() == [1.0, 2.0, 3.0]
    assert rr.AnnotationInfo(3, "x", [255, 0, 0]).id == 3
    assert rr.AnnotationInfo(3, "x").color is None
    assert int(rr.AnnotationInfo(3, "x", [255, 0, 0]).color) == 0xFF0000FF
    assert rr.TensorData(array=np.eye(2)).numpy(True).tolist() == [[1.0, 0.0], [0.0, 1.0]]
    assert rr.encodings.Plane3D.XY.normal().tolist() == [0.0, 0.0, 1.0]
    assert str(rr.TextLogLevel.WARN) == "WARN"
    assert rr.Points3D([[1, 2, 3]]).positions[0] == [1.0, 2.0, 3.0]
    assert rr.Points3D([[1, 2, 3]]).colors is None

"""`rrd compare` gives the verdict that the peer's gives, but where the peer's is wrong; and says what differs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
import rerun as rr

from corpus import open_recording

NAN = float("nan")


def write(path: Path, rows, *, timelines=("frame",), application=None, batched=True, recording_id="same") -> None:
    """Logs rows of (entity, time, what), in their order."""
    config = rr.ChunkBatcherConfig.NEVER() if batched else rr.ChunkBatcherConfig.ALWAYS_TEST_ONLY()
    options = {"batcher_config": config}
    if application is None:
        recording = open_recording(path, recording_id, **options)
    else:
        recording = rr.RecordingStream(application, recording_id=recording_id, **options)
        recording.save(path)
    # Times are those of the thread, whatever recording of this id they were set for.
    recording.reset_time()
    for entity, time, what in rows:
        for timeline in timelines:
            recording.set_time(timeline, sequence=time)
        recording.log(entity, what)
    recording.disconnect()


def value(v, typ):
    return rr.AnyValues(v=pa.array([v], type=typ))


def one(v, typ) -> list:
    return [("a", 0, value(v, typ))]


SCALARS = [("plot", i, rr.Scalars(i)) for i in range(5)]
F16, F32, F64 = pa.float16(), pa.float32(), pa.float64()

PAIRS = {
    "the same": (SCALARS, SCALARS),
    "another value": (SCALARS, [*SCALARS[:4], ("plot", 4, rr.Scalars(5))]),
    "another time": (SCALARS, [*SCALARS[:4], ("plot", 5, rr.Scalars(4))]),
    "another entity": (SCALARS, [("plot2", i, rr.Scalars(i)) for i in range(5)]),
    "another component": (SCALARS, [("plot", i, rr.TextLog(str(i))) for i in range(5)]),
    "a row more": (SCALARS, [*SCALARS, ("plot", 5, rr.Scalars(5))]),
    "a component more": ([("t", 0, rr.TextLog("a"))], [("t", 0, rr.TextLog("a", level="INFO"))]),
    "another text": ([("t", 0, rr.TextLog("a"))], [("t", 0, rr.TextLog("b"))]),
    "no value and no list": ([("s", 0, rr.Scalars([]))], [("s", 0, rr.Scalars([1]))]),
    "another order of entities": (
        [("a", 0, rr.Scalars(0)), ("b", 0, rr.Scalars(1))],
        [("b", 0, rr.Scalars(1)), ("a", 0, rr.Scalars(0))],
    ),
    "another type": (one(1, pa.int32()), one(1, pa.int64())),
    "bytes": (one(b"abc", pa.binary()), one(b"abc", pa.large_binary())),
    "other bytes": (one(b"abc", pa.binary()), one(b"abd", pa.large_binary())),
    "close": (one(1.0, F32), one(1.0009, F32)),
    "not so close": (one(1.0, F32), one(1.00101, F32)),
    "tiny": (one(1e-4, F32), one(9e-4, F32)),
    "not so tiny": (one(0.0, F32), one(1e-3, F32)),
    "zeros": (one(0.0, F32), one(-0.0, F32)),
    "infinite": (one(float("inf"), F32), one(float("inf"), F32)),
    "infinite or not": (one(float("inf"), F32), one(1.0, F32)),
    "close doubles": (one(1.0, F64), one(1.000000009, F64)),
    "not so close doubles": (one(1.0, F64), one(1.000000011, F64)),
    "close halves": (one(np.float16(1.0), F16), one(np.float16(1.001), F16)),
    "not so close halves": (one(np.float16(1.0), F16), one(np.float16(1.002), F16)),
    "points": (
        [("p", 0, rr.Points3D([[0, 1, 2], [3, 4, 5]], colors=[255, 1]))],
        [("p", 0, rr.Points3D([[0, 1, 2], [3, 4, 5]], colors=[255, 2]))],
    ),
}


@pytest.mark.parametrize("options", [[], ["--unordered"]], ids=["ordered", "unordered"])
@pytest.mark.parametrize("name", PAIRS)
def test_the_verdict_is_the_peers(ours, peer, tmp_path, name, options):
    left, right = tmp_path / "left.rrd", tmp_path / "right.rrd"
    for path, rows in zip([left, right], PAIRS[name]):
        write(path, rows)
    theirs = peer.rrd("compare", *options, left, right, expect={0, 1})
    mine = ours.rrd("compare", *options, left, right, expect=theirs.code)
    assert mine.stdout == b""
    assert (mine.stderr == "") == (theirs.code == 0)


OPTIONS = {
    "an ignored timeline": (["--ignore-timeline", "other"], {"timelines": ("frame", "other")}, 0),
    "a timeline": ([], {"timelines": ("frame", "other")}, 1),
    "another application": ([], {"application": "another"}, 1),
    "another recording": ([], {"recording_id": "another"}, 0),
    "empty chunks": (["--ignore-chunks-without-components"], {}, 0),
}


@pytest.mark.parametrize("name", OPTIONS)
def test_what_is_compared(ours, peer, tmp_path, name):
    options, how, verdict = OPTIONS[name]
    left, right = tmp_path / "left.rrd", tmp_path / "right.rrd"
    write(left, SCALARS)
    write(right, SCALARS, **how)
    for tool in (peer, ours):
        tool.rrd("compare", "--unordered", *options, left, right, expect=verdict)


def test_a_recording_with_a_nan_is_like_itself(ours, tmp_path):
    path = tmp_path / "nan.rrd"
    write(path, [("a", 0, rr.Scalars([NAN, 1.0]))])
    copy = tmp_path / "copy.rrd"
    write(copy, [("a", 0, rr.Scalars([NAN, 1.0]))])
    ours.rrd("compare", path, path)
    ours.rrd("compare", path, copy)
    ours.rrd("compare", "--unordered", path, copy)
    write(copy, [("a", 0, rr.Scalars([1.0, NAN]))])
    ours.rrd("compare", "--unordered", path, copy, expect=1)


def test_what_differs_is_said(ours, tmp_path):
    left, right = tmp_path / "left.rrd", tmp_path / "right.rrd"
    write(left, SCALARS)
    write(right, [*SCALARS[:3], ("plot", 3, rr.Scalars(33)), ("plot", 4, rr.Scalars(44))])
    for options in ([], ["--unordered"]):
        said = ours.rrd("compare", *options, left, right, expect=1).stderr
        for part in ("/plot", "Scalars:scalars", "row 3", "frame=3", "33", "2 of 5 rows differ"):
            assert part in said, said
        outcome = ours.rrd("compare", "--json", *options, left, right, expect=1).json
        assert not outcome["equal"]
        [difference] = outcome["differences"]
        assert difference["kind"] == "values"
        assert (difference["entity"], difference["column"], difference["row"]) == ("/plot", "Scalars:scalars", 3)
        assert difference["differing_rows"] == 2


def test_a_chunk_that_only_one_has_is_named(ours, tmp_path):
    left, right = tmp_path / "left.rrd", tmp_path / "right.rrd"
    write(left, [*SCALARS, ("more", 7, rr.TextLog("a"))])
    write(right, SCALARS)
    outcome = ours.rrd("compare", "--json", left, right, expect=1).json
    [difference] = outcome["differences"]
    assert (difference["kind"], difference["entity"]) == ("only_left", "/more")
    outcome = ours.rrd("compare", "--json", "--unordered", right, left, expect=1).json
    assert [difference["kind"] for difference in outcome["differences"]] == ["only_right"]


def test_many_chunks_in_another_order(ours, files, tmp_path):
    merged = tmp_path / "merged.rrd"
    ours.rrd("merge", "-o", merged, files["one_row_chunks.rrd"])
    ours.rrd("compare", "--unordered", merged, files["one_row_chunks.rrd"])


def test_the_shards_in_a_folder_are_one_recording(ours, files, tmp_path):
    folder = tmp_path / "shards"
    folder.mkdir()
    for name in ("shared_0.rrd", "shared_1.rrd"):
        (folder / name).write_bytes(files[name].read_bytes())
    merged = tmp_path / "merged.rrd"
    ours.rrd("merge", "-o", merged, folder)
    ours.rrd("compare", folder, merged)
    ours.rrd("compare", f"{folder}/shared_*.rrd", merged)


@pytest.mark.parametrize("name", ["layout.rbl", "empty.rrd"])
def test_a_recording_is_needed_and_only_one(ours, peer, files, tmp_path, name):
    two = tmp_path / "two.rrd"
    two.write_bytes(files["scalars.rrd"].read_bytes() + files["text.rrd"].read_bytes())
    for tool in (peer, ours):
        tool.rrd("compare", two, two, expect=1)
    if name == "layout.rbl":
        for tool in (peer, ours):
            assert "no data recording" in tool.rrd("compare", files[name], files[name], expect=1).stderr

"""Damaged files: what is intact comes back, what is lost is said, and the peer accepts the result."""

from __future__ import annotations

import os
import random
import signal
import subprocess

import pytest

import contents
from tool import printed_chunks

INTACT, NOTHING_READABLE, LOST = 0, 1, 3
SAMPLES = ["scalars.rrd", "one_row_chunks.rrd", "spatial.rrd", "columns.rrd", "two_stores.rrd"]


def recover(ours, peer, damaged, expect):
    """Recovers a file, checks the output with the peer, and returns the ids of its chunks and the report."""
    output = damaged.with_name("recovered.rrd")
    result = ours.rrd("recover", "-o", output, damaged, expect=expect)
    if expect == NOTHING_READABLE:
        assert not output.exists(), "nothing was readable, yet there is an output"
        return set(), result
    ids = contents.chunk_ids(output)
    if ids:
        peer.rrd("verify", output)
    return ids, result


def whole_chunks(data: bytes, end: int) -> int:
    """How many chunk messages end at or before `end`."""
    return sum(frame.kind == contents.ARROW_MSG and frame.end <= end for frame in contents.frames(data))


@pytest.mark.parametrize("name", SAMPLES)
def test_an_intact_file_loses_nothing(ours, peer, files, tmp_path, name):
    copy = tmp_path / "intact.rrd"
    copy.write_bytes(files[name].read_bytes())
    recover(ours, peer, copy, INTACT)
    contents.assert_same(tmp_path / "recovered.rrd", files[name])


def test_a_missing_footer_is_no_loss(ours, peer, files, tmp_path):
    copy = tmp_path / "no_footer.rrd"
    copy.write_bytes(files["no_footer.rrd"].read_bytes())
    ids, _ = recover(ours, peer, copy, INTACT)
    assert ids == contents.chunk_ids(copy)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", SAMPLES)
def test_a_cut_file_gives_back_every_whole_chunk(ours, peer, files, tmp_path, name, seed):
    data = files[name].read_bytes()
    frames = contents.frames(data)
    chunks = [frame for frame in frames if frame.kind == contents.ARROW_MSG]
    # Inside some message, after the first chunk and before the footer.
    frame = random.Random(f"{name} {seed}").choice(chunks[1:])
    cut = random.Random(seed).randrange(frame.start + 1, frame.end)
    damaged = tmp_path / "cut.rrd"
    damaged.write_bytes(data[:cut])

    ids, result = recover(ours, peer, damaged, LOST)
    assert len(ids) == whole_chunks(data, cut)
    assert ids <= contents.chunk_ids(files[name])
    assert ids == {chunk.id for chunk in printed_chunks(peer.rrd("print", damaged).text)}
    assert str(frame.start) in result.text + result.stderr, f"the report does not say where: {result}"


@pytest.mark.parametrize("name", SAMPLES)
def test_a_cut_inside_the_footer_keeps_every_chunk(ours, peer, files, tmp_path, name):
    data = files[name].read_bytes()
    end = contents.frames(data)[-1]
    damaged = tmp_path / "cut.rrd"
    damaged.write_bytes(data[: (end.start + contents.MESSAGE_HEADER + end.end) // 2])
    ids, _ = recover(ours, peer, damaged, {INTACT, LOST})
    assert ids == contents.chunk_ids(files[name])


@pytest.mark.parametrize("name", SAMPLES)
def test_garbage_between_messages_costs_no_message(ours, peer, files, tmp_path, name):
    data = files[name].read_bytes()
    boundary = contents.frames(data)[2].end
    damaged = tmp_path / "garbage.rrd"
    damaged.write_bytes(data[:boundary] + random.Random(name).randbytes(777) + data[boundary:])
    ids, _ = recover(ours, peer, damaged, LOST)
    assert ids == contents.chunk_ids(files[name])


@pytest.mark.parametrize("name", SAMPLES)
def test_an_overwritten_message_costs_that_message_alone(ours, peer, files, tmp_path, name):
    data = bytearray(files[name].read_bytes())
    chunks = [frame for frame in contents.frames(bytes(data)) if frame.kind == contents.ARROW_MSG]
    victim = chunks[len(chunks) // 2]
    # Its header too: what follows must be found again.
    data[victim.start : victim.end] = bytes([0xAA]) * (victim.end - victim.start)
    damaged = tmp_path / "overwritten.rrd"
    damaged.write_bytes(data)
    ids, result = recover(ours, peer, damaged, LOST)
    assert len(ids) == len(chunks) - 1
    assert str(victim.start) in result.text + result.stderr, f"the report does not say where: {result}"


def test_a_missing_piece_costs_the_messages_it_held_alone(ours, peer, files, tmp_path):
    data = files["one_row_chunks.rrd"].read_bytes()
    chunks = [frame for frame in contents.frames(data) if frame.kind == contents.ARROW_MSG]
    first, last = chunks[100], chunks[120]
    damaged = tmp_path / "hole.rrd"
    damaged.write_bytes(data[: first.start + 100] + data[last.start + 200 :])
    ids, _ = recover(ours, peer, damaged, LOST)
    assert len(ids) == len(chunks) - 21


@pytest.mark.parametrize("content", [b"", b"RRF2", b"no recording at all, but long enough for a header", bytes(5000)])
def test_garbage_is_not_readable(ours, peer, tmp_path, content):
    damaged = tmp_path / "garbage.rrd"
    damaged.write_bytes(content)
    recover(ours, peer, damaged, NOTHING_READABLE)


@pytest.fixture(scope="module")
def written_by_us(ours, files, tmp_path_factory):
    path = tmp_path_factory.mktemp("ours") / "spatial.rrd"
    ours.rrd("merge", "-o", path, files["spatial.rrd"])
    return path


@pytest.mark.parametrize("seed", range(8))
def test_a_flipped_bit_in_a_file_of_ours_costs_one_message(ours, peer, written_by_us, tmp_path, seed):
    data = bytearray(written_by_us.read_bytes())
    generator = random.Random(seed)
    chunks = [frame for frame in contents.frames(bytes(data)) if frame.kind == contents.ARROW_MSG]
    victim = generator.choice(chunks)
    position = generator.randrange(victim.start + contents.MESSAGE_HEADER, victim.end)
    data[position] ^= 1 << generator.randrange(8)
    damaged = tmp_path / "flipped.rrd"
    damaged.write_bytes(data)

    assert ours.rrd("verify", "--json", damaged, expect=1).json["errors"] > 0
    ids, result = recover(ours, peer, damaged, LOST)
    assert len(ids) == len(chunks) - 1
    assert ids < contents.chunk_ids(written_by_us)
    assert str(victim.start) in result.text + result.stderr, f"the report does not say where: {result}"


@pytest.mark.parametrize("seed", range(24))
def test_a_flipped_bit_anywhere_in_a_file_of_ours_is_found(ours, written_by_us, tmp_path, seed):
    data = bytearray(written_by_us.read_bytes())
    generator = random.Random(seed)
    # Headers and footer too; the header of the stream holds nothing but a version.
    data[generator.randrange(contents.STREAM_HEADER, len(data))] ^= 1 << generator.randrange(8)
    damaged = tmp_path / "flipped.rrd"
    damaged.write_bytes(data)
    ours.rrd("verify", damaged, expect=1)

def test_what_a_killed_program_wrote_opens_everywhere(ours, peer, examples, tmp_path):
    program = subprocess.Popen(
        [examples("stdio").binary, "--stdout"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ}
    )
    program.stdin.write(b"quartz\n")
    program.stdin.flush()
    # Compressed, but what is nowhere else is there as it is, at least its start.
    written = b""
    while b"quar" not in written:
        piece = os.read(program.stdout.fileno(), 1 << 16)
        assert piece, "the program ended by itself"
        written += piece
    program.kill()
    written += program.stdout.read()
    assert program.wait() == -signal.SIGKILL
    killed, whole = tmp_path / "killed.rrd", tmp_path / "whole.rrd"
    killed.write_bytes(written)
    peer.rrd("stats", killed)
    found = contents.chunks(killed)
    assert any(batch.schema.metadata[b"rerun:entity_path"] == b"/stdin" for batch in found.values())
    ours.rrd("recover", killed, "-o", whole)
    peer.rrd("verify", whole)
    assert contents.chunks(whole, by_manifest=True).keys() == found.keys()

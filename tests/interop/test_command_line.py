"""How the commands behave in scripts: pipes, exit codes, and files that survive a failed run."""

from __future__ import annotations

import os
import subprocess

import pytest

import contents
from tool import printed_chunks

REWRITES = [["merge"], ["filter", "--drop-entity", "/plot/many"], ["route", "--recording-id", "other"]]
IDS = ["merge", "filter", "route"]


@pytest.fixture
def recording(files, tmp_path):
    copy = tmp_path / "recording.rrd"
    copy.write_bytes(files["scalars.rrd"].read_bytes())
    return copy


@pytest.mark.parametrize("command", REWRITES, ids=IDS)
def test_the_output_may_be_an_input(ours, peer, files, recording, tmp_path, command):
    elsewhere = tmp_path / "elsewhere.rrd"
    ours.rrd(*command, "-o", elsewhere, files["scalars.rrd"])
    ours.rrd(*command, "-o", recording, recording)
    assert recording.read_bytes() == elsewhere.read_bytes()
    peer.rrd("verify", recording)


@pytest.mark.parametrize("command", REWRITES, ids=IDS)
def test_the_output_may_be_an_input_by_another_name(ours, files, recording, tmp_path, command):
    link = tmp_path / "link.rrd"
    link.symlink_to(recording)
    ours.rrd(*command, "-o", link, recording)
    assert contents.chunk_ids(link) <= contents.chunk_ids(files["scalars.rrd"])
    assert contents.chunk_ids(link)


@pytest.mark.parametrize("command", REWRITES, ids=IDS)
def test_a_failed_run_leaves_the_old_output_and_nothing_else(ours, recording, tmp_path, command):
    broken = tmp_path / "broken.rrd"
    broken.write_bytes(b"this is no recording, although its name says so")
    output = tmp_path / "output.rrd"
    output.write_bytes(b"what was here before")
    before = set(os.listdir(tmp_path))
    ours.rrd(*command, "-o", output, recording, broken, expect=1)
    assert output.read_bytes() == b"what was here before"
    assert set(os.listdir(tmp_path)) == before


@pytest.mark.parametrize("command", REWRITES, ids=IDS)
def test_a_failed_run_makes_no_output(ours, recording, tmp_path, command):
    ours.rrd(*command, "-o", tmp_path / "output.rrd", recording, tmp_path / "missing.rrd", expect=1)
    assert os.listdir(tmp_path) == [recording.name]


@pytest.mark.parametrize("command", REWRITES, ids=IDS)
def test_standard_input_and_output_carry_the_same_bytes(ours, recording, tmp_path, command):
    output = tmp_path / "output.rrd"
    ours.rrd(*command, "-o", output, recording)
    piped = ours.rrd(*command, stdin=recording.read_bytes())
    assert piped.stdout == output.read_bytes()


@pytest.mark.parametrize("command", [["print"], ["stats", "--json"]], ids=["print", "stats"])
def test_reading_from_standard_input(ours, recording, command):
    assert ours.rrd(*command, stdin=recording.read_bytes()).stdout == ours.rrd(*command, recording).stdout


@pytest.mark.parametrize("command", REWRITES, ids=IDS)
def test_a_pipe_with_a_name_is_an_input_like_any(ours, recording, tmp_path, command):
    expected, output, pipe = tmp_path / "expected.rrd", tmp_path / "output.rrd", tmp_path / "pipe.rrd"
    ours.rrd(*command, "-o", expected, recording)
    os.mkfifo(pipe)
    with subprocess.Popen(["cp", recording, pipe]) as writer:
        ours.rrd(*command, "-o", output, pipe)
        assert writer.wait(timeout=10) == 0
    assert output.read_bytes() == expected.read_bytes()


def test_a_minus_among_paths_is_standard_input(ours, files, tmp_path):
    by_path, by_pipe = tmp_path / "by_path.rrd", tmp_path / "by_pipe.rrd"
    first, second = files["shared_0.rrd"], files["shared_1.rrd"]
    ours.rrd("merge", "-o", by_path, first, second)
    ours.rrd("merge", "-o", by_pipe, first, "-", stdin=second.read_bytes())
    assert by_pipe.read_bytes() == by_path.read_bytes()


def test_the_peer_reads_our_standard_output_and_we_read_its(ours, peer, recording, tmp_path):
    piped = tmp_path / "piped.rrd"
    piped.write_bytes(ours.rrd("merge", stdin=peer.rrd("merge", recording).stdout).stdout)
    peer.rrd("verify", piped)
    peer.rrd("compare", recording, piped)


def test_joined_streams_are_read_as_one(ours, peer, files):
    joined = files["shared_0.rrd"].read_bytes() + files["shared_1.rrd"].read_bytes()
    theirs = printed_chunks(peer.rrd("print", stdin=joined).text)
    assert printed_chunks(ours.rrd("print", stdin=joined).text) == theirs
    assert len(theirs) == 5


@pytest.mark.parametrize("verbosity", [[], ["-vvv"]], ids=["short", "tables"])
def test_a_closed_pipe_ends_print_silently(ours, files, verbosity):
    process = subprocess.Popen(
        [ours.binary, "rrd", "print", *verbosity, *[str(files["one_row_chunks.rrd"])] * 20],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout.readline()
    process.stdout.close()
    stderr = process.stderr.read().decode()
    assert process.wait(timeout=60) == 0, stderr
    assert "panic" not in stderr.lower()
    assert "broken pipe" not in stderr.lower()


@pytest.mark.parametrize("command", ["print", "stats", "verify", "merge", "filter", "route"])
def test_a_wrong_option_is_a_usage_error(ours, command):
    ours.rrd(command, "--no-such-option", expect=2)


@pytest.mark.parametrize("command", ["verify", "merge", "filter", "route", "recover"])
def test_a_missing_file_is_an_error(ours, tmp_path, command):
    result = ours.rrd(command, tmp_path / "missing.rrd", expect=1)
    assert "missing.rrd" in result.stderr


def test_optional_values_do_not_eat_paths(ours, recording):
    for flag in ("--footers", "--full-metadata", "--transposed"):
        assert printed_chunks(ours.rrd("print", flag, recording).text), flag
        assert printed_chunks(ours.rrd("print", f"{flag}=true", recording).text), flag


def test_a_cut_file_is_read_up_to_the_cut_as_the_peer_does(ours, peer, files, tmp_path):
    cut = tmp_path / "cut.rrd"
    cut.write_bytes(files["one_row_chunks.rrd"].read_bytes()[:200_000])
    theirs = printed_chunks(peer.rrd("print", cut).text)
    assert printed_chunks(ours.rrd("print", cut).text) == theirs
    ours.rrd("stats", cut)
    ours.rrd("verify", cut, expect=1)


def test_no_colours_and_no_progress_off_a_terminal(ours, files, tmp_path):
    for command in (["stats"], ["verify"], ["merge", "-o", tmp_path / "merged.rrd"]):
        result = ours.rrd(*command, files["columns.rrd"])
        assert "\x1b" not in result.stderr + result.text
        assert "\r" not in result.stderr + result.text


def test_errors_of_one_message_are_skipped_only_on_request(ours, files, tmp_path):
    data = bytearray(files["one_row_chunks.rrd"].read_bytes())
    chunks = [frame for frame in contents.frames(bytes(data)) if frame.kind == contents.ARROW_MSG]
    victim = chunks[10]
    data[victim.start + contents.MESSAGE_HEADER : victim.end] = b"\xff" * (victim.end - victim.start - 16)
    broken, output = tmp_path / "broken.rrd", tmp_path / "output.rrd"
    broken.write_bytes(data)
    ours.rrd("merge", "-o", output, broken, expect=1)
    assert not output.exists()
    ours.rrd("merge", "--continue-on-error", "-o", output, broken)
    assert len(contents.chunk_ids(output)) == len(chunks) - 1

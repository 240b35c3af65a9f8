"""The two command lines under test, as their users run them."""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

SECONDS = 120


@dataclass
class Result:
    command: str
    code: int
    stdout: bytes
    stderr: str

    @property
    def text(self) -> str:
        return self.stdout.decode()

    @property
    def json(self):
        return json.loads(self.stdout)

    def __str__(self) -> str:
        tail = self.stdout[-2000:].decode(errors="replace")
        return f"{self.command}: exit {self.code}\nstdout: {tail}\nstderr: {self.stderr[-2000:]}"


class Tool:
    """A program with an `rrd` subcommand."""

    def __init__(self, binary: str) -> None:
        self.binary = binary
        self.environment = {**os.environ, "RERUN_ANALYTICS": "0", "RUST_BACKTRACE": "0"}

    def run(self, *args: str | Path, expect: int | set[int] | None = 0, stdin: bytes | None = None) -> Result:
        """Runs the program; fails unless it exits as expected (`None`: any way but by a signal or a panic)."""
        words = [self.binary, *map(str, args)]
        process = subprocess.run(
            words,
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            timeout=SECONDS,
            env=self.environment,
            check=False,
        )
        shown = " ".join([Path(self.binary).name, *words[1:]])
        result = Result(shown, process.returncode, process.stdout, process.stderr.decode(errors="replace"))
        wanted = {expect} if isinstance(expect, int) else expect
        assert wanted is None or result.code in wanted, f"expected exit {expect}\n{result}"
        assert result.code >= 0, f"ended by a signal\n{result}"
        return result

    def rrd(self, *args: str | Path, **options) -> Result:
        return self.run("rrd", *args, **options)


@dataclass(frozen=True)
class PrintedChunk:
    """The line that `rrd print` writes for a chunk. The size in it is the heap's and may differ."""

    id: str
    rows: int
    entity: str
    columns: tuple[str, ...]


_CHUNK = re.compile(r"^Chunk\((chunk_[0-9A-Fa-f]{32})\) with (\d+) rows \(.*?\) - (.*) - data columns: \[(.*)\]$")


def printed_chunks(text: str) -> list[PrintedChunk]:
    """The chunks in the output of `rrd print`, in order; every `Chunk(` line must be as scripts expect it."""
    chunks = []
    for line in text.splitlines():
        if line.startswith("Chunk("):
            match = _CHUNK.match(line)
            assert match, f"not the form that scripts look for: {line}"
            identifier, rows, entity, columns = match.groups()
            chunks.append(PrintedChunk(identifier, int(rows), entity, tuple(columns.split())))
    return chunks


def parse_stats(text: str) -> dict:
    """The peer's `rrd stats` as `{key: number}`, with a dictionary for each of the three counts of chunks."""
    maps = {
        "Num chunks per entity": "entity",
        "Num chunks per index": "index",
        "Num chunks per component": "component",
    }
    stats: dict = {name: {} for name in maps.values()}
    section = None
    lines = text.splitlines()
    for line, following in zip(lines, [*lines[1:], ""]):
        if following.startswith("---"):
            section = line
        elif section == "Overview" and " = " in line:
            key, value = line.split(" = ")
            value = value.split("(")[0].replace("\u2009", "").strip()
            stats[key] = float(value) if "." in value or value == "NaN" else int(value)
        elif section in maps and ": " in line:
            key, value = line.rsplit(": ", 1)
            stats[maps[section]][key] = int(value.replace("\u2009", ""))
    return stats

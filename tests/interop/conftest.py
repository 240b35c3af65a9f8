"""Both command lines and the files that the tests read.

Run by `cargo xtask test --only interop`, which says in environment variables where everything is. `corpus.py` holds what
the peer writes, `tool.py` how programs are run and their output is parsed, `contents.py` how two files are compared,
`arrow_json.py` how Arrow data looks as text.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import corpus
from tool import Tool


def _variable(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        pytest.exit(f"{name} is not set; run these tests by `cargo xtask test --only interop`", returncode=2)
    return value


@pytest.fixture(scope="session")
def ours() -> Tool:
    return Tool(_variable("RUSHES_BIN"))


@pytest.fixture(scope="session")
def peer() -> Tool:
    return Tool(_variable("PEER_BIN"))


@pytest.fixture(scope="session")
def every_field() -> Tool:
    return Tool(_variable("EVERY_FIELD_BIN"))


@pytest.fixture(scope="session")
def same_program() -> Tool:
    return Tool(_variable("SAME_PROGRAM_BIN"))


@pytest.fixture(scope="session")
def examples() -> Callable[[str], Tool]:
    """The example of a name, as a program."""
    directory = Path(_variable("EXAMPLES_DIR"))

    def example(name: str) -> Tool:
        found = [path for path in directory.glob(f"{name}*") if path.stem == name and path.suffix in ("", ".exe")]
        assert found, f"{name} is not built: is it listed in crates/rushes/Cargo.toml?"
        return Tool(str(found[0]))

    return example


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What the peer wrote a moment ago, by name. No test changes these files."""
    return corpus.write_all(tmp_path_factory.mktemp("peer"))


@pytest.fixture(scope="session")
def shards(ours: Tool, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What `rushes demo` recorded: one recording, several processes, a file each. No test changes these files."""
    directory = tmp_path_factory.mktemp("demo")
    ours.run("demo", "--seconds", "2", "--output", directory)
    found = sorted(directory.rglob("*.rrd"))
    assert len(found) >= 2, f"a demo of several processes left {found}"
    return found

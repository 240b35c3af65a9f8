"""Names, signatures, and what importing does."""

from __future__ import annotations

import inspect
import json
import warnings
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from conftest import run

import rushes as rr

HERE = Path(__file__).parent
SURFACE = json.loads((HERE / "surface.json").read_text())
SIGNATURES = json.loads((HERE / "signatures.json").read_text())

MODULES_BEHIND_OLD_NAMES = {("rushes.datatypes", "encodings"), ("rushes.blueprint.datatypes", "encodings")}


@pytest.mark.parametrize("module", SURFACE)
def test_every_name_exists(module: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        found = import_module(module)
        missing = [
            name
            for name in SURFACE[module]
            if (module, name) not in MODULES_BEHIND_OLD_NAMES and not hasattr(found, name)
        ]
    assert missing == []


def parameters(function: Any) -> list[tuple[str, bool, bool]]:
    found = [item for item in inspect.signature(function).parameters.values() if item.name not in ("self", "cls")]
    return [(item.name, item.kind is item.KEYWORD_ONLY, item.default is not item.empty) for item in found]


@pytest.mark.parametrize("name", SIGNATURES)
def test_constructors_take_the_same_arguments(name: str) -> None:
    module, _, short = name.rpartition(".")
    found = getattr(import_module(module), short)
    expected = [
        (text.rstrip("*="), "*" in text, text.endswith("=")) for text in SIGNATURES[name]["init"]
    ]
    assert parameters(found.__init__) == expected
    for method in ("from_fields", "columns"):
        if method in SIGNATURES[name]:
            assert [item[0] for item in parameters(getattr(found, method))] == SIGNATURES[name][method]


def test_importing_is_light() -> None:
    code = """
import sys, threading
import rushes as rr
rr.init("app")
rr.log("a", rr.Points3D([[1, 2, 3]], colors=[255, 0, 0]), rr.AnyValues(x=1))
rr.log("b", rr.Scalars(1.5))
print(sorted({"numpy", "pyarrow", "pandas", "PIL"} & set(sys.modules)))
"""
    assert run(code).stdout.strip() == "[]"


def test_importing_has_no_side_effects() -> None:
    code = """
import os, sys, threading
before = dict(os.environ), threading.active_count(), os.listdir(".")
import rushes
assert (dict(os.environ), threading.active_count(), os.listdir(".")) == before
assert rushes.get_global_data_recording() is None
"""
    result = run(code)
    assert result.returncode == 0, result.stderr


def test_help_says_what_arguments_mean() -> None:
    text = str(inspect.getdoc(rr.Points3D))
    assert "positions" in text and "radii" in text
    assert "sequence" in str(rr.set_time.__doc__)
    assert str(inspect.signature(rr.log)).startswith("(entity_path, entity, *extra, static=False")


def test_old_names_of_modules_work() -> None:
    with pytest.warns(DeprecationWarning):
        run_in = import_module("importlib").reload(import_module("rushes.datatypes"))
    assert run_in.Vec3D is rr.encodings.Vec3D


def test_unknown_names_are_attribute_errors() -> None:
    with pytest.raises(AttributeError):
        _ = rr.connect_tcp  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "call",
    [
        lambda: rr.catalog.CatalogClient("rerun://x"),
        lambda: rr.urdf.UrdfTree.from_file_path("robot.urdf"),
        lambda: rr.server.Server(),
        lambda: rr.notebook.Viewer(),
        lambda: rr.chunk.McapReader("x.mcap"),
        lambda: rr.experimental.ViewerClient(),
    ],
)
def test_what_is_missing_says_so(call: Any) -> None:
    with pytest.raises(NotImplementedError, match="this version"):
        call()

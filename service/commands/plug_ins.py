"""Commands that other packages bring: the service runs them and imports none of them.

A package names a module under the entry points ``goalie.commands``; ``goalie eval`` comes so.
"""

import argparse
from collections.abc import Mapping
from importlib.metadata import entry_points
from typing import Protocol

from service.settings import Settings

GROUP = "goalie.commands"


class PlugIn(Protocol):
    """The module behind an entry point."""

    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def main(self, options: argparse.Namespace, settings: Settings) -> int:
        """The exit code."""
        ...


def plug_ins() -> Mapping[str, PlugIn]:
    """By the command's name."""
    return {entry.name: entry.load() for entry in entry_points(group=GROUP)}

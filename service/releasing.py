"""What must pass before a version of a shop's knowledge and rules is used.

The service asks a gate and knows nothing of how it judges; a package brings one under the entry
points ``goalie.release_gate``, and ``GOALIE_RELEASE_GATE`` turns it on.
"""

from collections.abc import Sequence
from importlib.metadata import entry_points
from typing import Protocol

from knowledge.errors import NotReleased
from service.desk import Desk

GROUP = "goalie.release_gate"
TOLD = 5
"""Faults told in the message; the gate's record has all."""


class ReleaseGate(Protocol):
    """Judges a version before it is used."""

    def faults(self, desk: Desk, shop_id: str, version: str) -> Sequence[str]:
        """What would break, each with its cause; nothing where the version may be used. Takes
        its time, and is called in a thread."""
        ...

    def note(
        self, desk: Desk, shop_id: str, version: str, faults: Sequence[str], name: str, reason: str
    ) -> None:
        """Keeps the judgement, and on whose word and why it was set aside, where it was."""
        ...


def found_gate() -> ReleaseGate:
    """The one that is installed. Raises ``LookupError``."""
    for entry in entry_points(group=GROUP):
        gate: ReleaseGate = entry.load()
        return gate
    raise LookupError("GOALIE_RELEASE_GATE 打开了，但没有安装发布门（evals）：请重新安装，或关掉它")


def released(
    gate: ReleaseGate | None, desk: Desk, shop_id: str, version: str, name: str, reason: str
) -> None:
    """Returns where the version may be used. Raises ``NotReleased`` with what would break; with a
    ``name`` and a ``reason`` it may be used all the same, and both are kept."""
    if gate is None or (desk.knowledge.ready(shop_id) and _in_use(desk, shop_id, version)):
        return
    faults = gate.faults(desk, shop_id, version)
    gate.note(desk, shop_id, version, faults, name if reason else "", reason)
    if faults and not (reason and name):
        raise NotReleased(_message(version, faults))


def _in_use(desk: Desk, shop_id: str, version: str) -> bool:
    return desk.knowledge.version(shop_id) == version


def _message(version: str, faults: Sequence[str]) -> str:
    more = f"\n… 共 {len(faults)} 条" if len(faults) > TOLD else ""
    told = "\n".join(faults[:TOLD])
    return (
        f"版本 {version} 没有通过发布门，没有生效：\n{told}{more}\n"
        "请改好后再导入，或由负责人写明 by 和 override（原因）再生效。"
    )

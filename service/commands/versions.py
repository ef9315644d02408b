"""``goalie versions | activate | roll-back SHOP``: what was imported, what is active, the way back.

They touch small files only, so they work beside a running service, which notices within a second.
"""

import json
import sys
from collections.abc import Callable

from knowledge.errors import KnowledgeError, NotIndexed
from knowledge.shop_home import ShopHome, Version
from knowledge.versions import Versions
from service.commands.at_the_gate import pass_gate
from service.commands.index import OUTCOMES, folder_of
from service.settings import Settings
from service.shops import BadShopFolder, read_profile


def versions(shop: str, settings: Settings, *, as_json: bool) -> int:
    """0 listed, 2 there is no such shop."""

    def listed(home: ShopHome) -> str:
        kept, active = Versions(home).all(), home.chosen().version
        if as_json:
            return json.dumps([_record(version, active) for version in kept], ensure_ascii=False)
        if not kept:
            return f"店铺 {home.shop_id} 还没有版本：goalie index {home.shop_id}"
        return "\n".join(_line(version, active) for version in kept)

    return _told(shop, settings, listed)


def activate(shop: str, version: str, settings: Settings, by: str = "", why: str = "") -> int:
    """0 active, 2 there is no such shop or version, or the release gate stops it; ``by`` and
    ``why`` let it pass all the same."""

    def activated(home: ShopHome) -> str:
        kept = Versions(home)
        _searchable(kept.kept(version), settings)
        pass_gate(home.shop_id, version, settings, by, why)
        return _line(kept.activate(version), version)

    return _told(shop, settings, activated)


def roll_back(shop: str, settings: Settings) -> int:
    """0 back, 2 there is no such shop or no version before."""

    def back(home: ShopHome) -> str:
        kept = Versions(home)
        _searchable(kept.former(), settings)
        version = kept.roll_back()
        return _line(version, version.id)

    return _told(shop, settings, back)


def _told(shop: str, settings: Settings, work: Callable[[ShopHome], str]) -> int:
    try:
        profile = read_profile(folder_of(shop, settings))
        print(work(ShopHome(settings.home, profile.id)))
    except BadShopFolder as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        return 2
    except KnowledgeError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _searchable(version: Version, settings: Settings) -> None:
    """A running service cannot search what another encoder made, and would stay where it is."""
    if version.encoder != settings.encoder:
        raise NotIndexed(
            f"版本 {version.id} 是用 {version.encoder} 编码的，现在的 GOALIE_ENCODER 是 "
            f"{settings.encoder}：请先改回设置并重启，或重新导入。"
        )


def _line(version: Version, active: str) -> str:
    counts = "，".join(f"{OUTCOMES[name]} {count}" for name, count in version.outcomes.items())
    more = f"，移除 {version.removed}" if version.removed else ""
    more += f"，冲突 {version.conflicts}" if version.conflicts else ""
    mark = "*" if version.id == active else " "
    made = f"{version.made_at:%Y-%m-%d %H:%M:%S} {version.encoder}"
    return (
        f"{mark} 第 {version.number} 版 {version.id} {made} {version.passages} 条（{counts}{more}）"
    )


def _record(version: Version, active: str) -> dict[str, object]:
    return {
        "version": version.id,
        "number": version.number,
        "made_at": version.made_at.isoformat(),
        "active": version.id == active,
        "encoder": version.encoder,
        "passages": version.passages,
        "removed": version.removed,
        "conflicts": version.conflicts,
        "outcomes": dict(version.outcomes),
    }

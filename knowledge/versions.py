"""The versions of a shop's index: which are kept, which one is active, and the way back.

Activating and rolling back replace one small file, so they work while an import runs and while
another process serves; that one notices within a second (``knowledge.live``).
"""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.errors import NothingBefore, UnknownVersion
from knowledge.shop_home import Chosen, ShopHome, Version
from knowledge.uploads import Uploads

KEPT_VERSIONS = 5
"""Versions kept beside the active one and the one before it: enough for the changes of a
promotion's last days; a version of 10,000 passages takes about 50 MB of disk."""


class Versions:
    """The versions of one shop."""

    def __init__(self, home: ShopHome) -> None:
        self._home = home

    def all(self) -> list[Version]:
        """Every version kept, the latest first."""
        found = (self._home.version(id_) for id_ in self._home.version_ids())
        return sorted((v for v in found if v), key=lambda version: -version.number)

    def number_of(self, id_: str) -> int:
        """The next number; the latest version's own if it is that one which is made again."""
        latest = next(iter(self.all()), None)
        if latest is None:
            return 1
        return latest.number if latest.id == id_ else latest.number + 1

    def kept(self, id_: str) -> Version:
        """Raises ``UnknownVersion``."""
        version = self._home.version(id_)
        if version is None:
            raise UnknownVersion(
                f"店铺 {self._home.shop_id} 没有版本 {id_[:40]!r}：请用 goalie versions 查看。"
            )
        return version

    def former(self) -> Version:
        """The version that was active before this one. Raises ``NothingBefore``."""
        return self.kept(self._before()[0])

    def activate(self, id_: str, by: str = "") -> Version:
        """Searches and restarts use this version from here on, and its uploads are the shop's.

        Files uploaded since the last import stay for the next one. Raises ``UnknownVersion``.
        """
        with self._home.changing():
            version, chosen = self.kept(id_), self._home.chosen()
            before = [old for old in (chosen.version, *chosen.before) if old not in ("", id_)]
            self._home.write(_with(chosen, version, before), by)
            return version

    def roll_back(self, by: str = "") -> Version:
        """Back to the version that was active before this one; again goes further back.

        Raises ``NothingBefore``.
        """
        with self._home.changing():
            first, *before = self._before()
            version = self.kept(first)
            self._home.write(_with(self._home.chosen(), version, before), by)
            return version

    def _before(self) -> list[str]:
        kept = [id_ for id_ in self._home.chosen().before if self._home.version(id_)]
        if not kept:
            raise NothingBefore(
                f"店铺 {self._home.shop_id} 没有可以退回的版本：请用 goalie versions 查看。"
            )
        return kept

    def forget_old(self) -> tuple[list[Version], list[Version]]:
        """Removes the versions that are too old; those kept, and those removed."""
        with self._home.changing():
            chosen, every = self._home.chosen(), self.all()
            needed = {chosen.version, *chosen.before[:1], *(v.id for v in every[:KEPT_VERSIONS])}
            kept = [version for version in every if version.id in needed]
            old = [version for version in every if version.id not in needed]
            for version in old:
                self._home.forget(version.id)
            before = [id_ for id_ in chosen.before if id_ in needed]
            self._home.write(replace(chosen, before=before))
            Uploads(self._home).forget_unused([version.uploads for version in kept])
            return kept, old


def _with(chosen: Chosen, version: Version, before: Sequence[str]) -> Chosen:
    """The version's uploads take the place of those settled; what came since stays."""
    settled, now = chosen.settled, chosen.uploads
    taken_away = settled.keys() - now.keys()
    since = {name: file for name, file in now.items() if settled.get(name, "") != file}
    kept = {name: file for name, file in version.uploads.items() if name not in taken_away}
    return replace(
        chosen,
        version=version.id,
        before=list(before),
        uploads=kept | since,
        settled=dict(version.uploads),
    )

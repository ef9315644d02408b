"""Keys of a shop's people and workbenches: ``goalie_<id>_<secret>``, kept as a digest.

The secret has 256 random bits, so a plain SHA-256 of it is as safe as a slow hash and costs a
request nothing. A key that was seen is remembered for ``REMEMBERED_SECONDS``: a revocation reaches
every replica within that time.
"""

import hmac
import secrets
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.clock import Clock
from service.storage.database import Database

from .errors import NotAllowed, NotRecognised, UnknownKey
from .roles import MAY, Right, Role
from .tables import keys

REMEMBERED_SECONDS = 2.0
_REMEMBERED = 2_000
_PREFIX = "goalie"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks. ``shop`` is ``None`` where access is open: then any shop may be asked for."""

    key: str
    name: str
    role: Role
    shop: str | None

    def must(self, right: Right) -> None:
        """Raises ``NotAllowed``."""
        if right not in MAY[self.role]:
            raise NotAllowed(f"{self.role.value} 没有这个权限（{right.value}）：请找主管或管理员")


ANYBODY = Caller("", "open", Role.ADMIN, None)
"""Where access is open: on the loopback of the demo or of a developer."""


@dataclass(frozen=True, slots=True)
class Key:
    """As it is listed; nothing in it lets anybody in."""

    id: str
    shop: str
    role: Role
    name: str
    created_at: datetime
    expires_at: datetime | None


class Keys:
    """The keys of this installation; ``clock`` decides what has expired."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._seen: OrderedDict[str, tuple[datetime, Key]] = OrderedDict()

    async def caller(self, given: str) -> Caller:
        """Whose key it is. Raises ``NotRecognised``."""
        digest, now = _digest(given), self._clock()
        seen = self._seen.get(digest)
        if seen is not None and abs((now - seen[0]).total_seconds()) < REMEMBERED_SECONDS:
            key = seen[1]
        else:
            key = await self._found(given, digest)
            self._seen[digest] = now, key
            self._seen.move_to_end(digest)
            if len(self._seen) > _REMEMBERED:
                self._seen.popitem(last=False)
        if key.expires_at is not None and key.expires_at <= now:
            raise NotRecognised(_REFUSAL)
        return Caller(key.id, key.name, key.role, key.shop)

    async def _found(self, given: str, digest: str) -> Key:
        parts = given.split("_", 2)
        if len(parts) != 3 or parts[0] != _PREFIX:
            raise NotRecognised(_REFUSAL)
        query = select(keys).where(keys.c.id == parts[1])

        async def read(connection: AsyncConnection) -> Row[tuple[object, ...]] | None:
            return (await connection.execute(query)).first()

        row = await self._database.read(read)
        if row is None or not hmac.compare_digest(row.digest, digest):
            raise NotRecognised(_REFUSAL)
        return _key(row)

    async def add(self, shop: str, role: Role, name: str, days: int | None = None) -> str:
        """A new key; its secret is told this once. ``days`` until it expires, ``None``: never."""
        given, row = _made(shop, role, name, self._clock(), days)
        async with self._database.writing() as connection:
            await connection.execute(insert(keys).values(row))
        return given

    async def all(self) -> Sequence[Key]:
        """By shop and age, also the expired."""

        async def read(connection: AsyncConnection) -> list[Key]:
            rows = await connection.execute(select(keys).order_by(keys.c.shop, keys.c.created_at))
            return [_key(row) for row in rows]

        return await self._database.read(read)

    async def revoke(self, id: str) -> None:
        """It lets nobody in any more. Raises ``UnknownKey``."""
        async with self._database.writing() as connection:
            await self._expire(connection, id, self._clock())

    async def rotate(self, id: str, overlap: timedelta) -> str:
        """A new key of the same role; the old one holds for ``overlap`` yet. Raises
        ``UnknownKey``."""
        now = self._clock()
        async with self._database.writing() as connection:
            await self._expire(connection, id, now + overlap)
            old = (await connection.execute(select(keys).where(keys.c.id == id))).one()
            given, row = _made(old.shop, Role(old.role), old.name, now, None)
            await connection.execute(insert(keys).values(row))
        return given

    async def _expire(self, connection: AsyncConnection, id: str, at: datetime) -> None:
        changed = await connection.execute(
            update(keys).where(keys.c.id == id).values(expires_at=at)
        )
        if not changed.rowcount:
            raise UnknownKey(f"没有钥匙 {id}：goalie keys list 列出全部")


_REFUSAL = "请在 Authorization: Bearer 里带上有效的钥匙；管理员用 goalie keys add 发新的"


def _made(
    shop: str, role: Role, name: str, now: datetime, days: int | None
) -> tuple[str, dict[str, object]]:
    id = secrets.token_hex(6)
    given = f"{_PREFIX}_{id}_{secrets.token_urlsafe(32)}"
    expires = now + timedelta(days=days) if days is not None else None
    row: dict[str, object] = {
        "id": id,
        "digest": _digest(given),
        "shop": shop,
        "role": role.value,
        "name": name,
        "created_at": now,
        "expires_at": expires,
    }
    return given, row


def _digest(given: str) -> str:
    return sha256(given.encode("utf-8", "surrogatepass")).hexdigest()


def _key(row: Row[tuple[object, ...]]) -> Key:
    return Key(row.id, row.shop, Role(row.role), row.name, row.created_at, row.expires_at)

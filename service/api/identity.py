"""Who a customer is: the shop signs for those who are logged in, others have a token of ours.

The shop's server signs a JWT with a key that it shares with us (HS256 and nothing else): ``sub`` is
the shop's name for the customer, with ``shop_id``, ``aud`` "goalie", ``exp`` within the hour and
``jti``. It comes as ``Authorization: Bearer`` with every request and is checked each time; two keys
may be live, so that one can be changed. A token that does not hold is refused and never taken for
anonymous.
"""

import re
import secrets
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import uuid4

import jwt

from service.conversations.chats import Visitor

AUDIENCE = "goalie"
LONGEST_SECONDS = 3600
SKEW_SECONDS = 60
"""By which the shop's clock may differ from ours."""

_ALGORITHM = "HS256"
_OURS = re.compile(r"v_[A-Za-z0-9_-]{43}")
_NAME = re.compile(r"[\x21-\x7e]{1,120}")
_REQUIRED = ("sub", "shop_id", "aud", "exp", "jti")


class IdentityRefused(ValueError):
    """A token that the shop did not sign, for another shop, or out of date."""


def new_token() -> str:
    """Of an anonymous visitor; whoever has it may go on with their conversations."""
    return f"v_{secrets.token_urlsafe(32)}"


def anonymous(token: str) -> Visitor:
    return Visitor(token_digest=sha256(token.encode()).hexdigest())


def visitor_of(authorization: str, shop: str, keys: Sequence[str], now: datetime) -> Visitor | None:
    """Who asks; ``None`` is somebody new. ``now`` is the time that tokens are measured by.

    Raises ``IdentityRefused``.
    """
    if not authorization:
        return None
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise IdentityRefused("Authorization 只接受 Bearer：请带店铺签发的令牌，或不带它匿名咨询")
    if _OURS.fullmatch(token):
        return anonymous(token)
    return _signed_for(token, shop, keys, now)


def signed(subject: str, shop: str, key: str, now: datetime, seconds: int) -> str:
    """A token as the shop's server makes it; for trying it out."""
    claims = {
        "sub": subject,
        "shop_id": shop,
        "aud": AUDIENCE,
        "exp": int(now.timestamp()) + seconds,
        "jti": uuid4().hex,
    }
    return jwt.encode(claims, key, algorithm=_ALGORITHM)


def _signed_for(token: str, shop: str, keys: Sequence[str], now: datetime) -> Visitor:
    claims = _claims(token, keys)
    if not isinstance(claims["exp"], int):
        raise IdentityRefused("令牌的 exp 不能用：请用整数秒")
    left = claims["exp"] - int(now.timestamp())
    if left <= -SKEW_SECONDS:
        raise IdentityRefused("登录信息已过期：请店铺页面重新取一个令牌")
    if left > LONGEST_SECONDS + SKEW_SECONDS:
        raise IdentityRefused("令牌的有效期超过一小时：请店铺签发更短的")
    if claims["shop_id"] != shop:
        raise IdentityRefused("令牌不是为这个店铺签发的")
    if not _NAME.fullmatch(claims["sub"]):
        raise IdentityRefused("令牌的 sub 不能用：请用 1 到 120 个可见的 ASCII 字符")
    return Visitor(subject=claims["sub"])


def _claims(token: str, keys: Sequence[str]) -> dict[str, Any]:
    """By whichever key it was signed with. The time is not looked at: PyJWT's clock is not ours."""
    options = {"require": list(_REQUIRED), "verify_exp": False, "verify_iat": False}
    for key in keys:
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=[_ALGORITHM],
                audience=AUDIENCE,
                options=options,  # type: ignore[arg-type]
            )
        except jwt.InvalidSignatureError:
            continue
        except jwt.InvalidTokenError as error:
            raise IdentityRefused(
                "令牌无效：缺少 sub、shop_id、aud、exp、jti 或格式有误"
            ) from error
        return claims
    raise IdentityRefused("令牌的签名不对：请用店铺在守门员登记的密钥签发")

"""``goalie customer-token``: a token as the shop's server would sign it, to try the chat with."""

import sys

from service.api.identity import signed
from service.clock import system_clock
from service.settings import Settings


def customer_token(shop: str, customer: str, minutes: int, settings: Settings) -> int:
    """Prints it; 2 where the shop has no key."""
    keys = settings.keys_of(shop)
    if not keys:
        print(
            f"{shop} 没有密钥：请先设置 GOALIE_CUSTOMER_KEYS，例如 "
            f'{{"{shop}": ["$(openssl rand -hex 32)"]}}',
            file=sys.stderr,
        )
        return 2
    print(signed(customer, shop, keys[0], system_clock(), minutes * 60))
    return 0

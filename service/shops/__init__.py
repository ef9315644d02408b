"""A shop folder → catalogue, rulebooks, authority, voice. Errors name file, row and field."""

from .catalogue import Catalogue, Product
from .errors import BadShopFolder, Fault, ShopError, UnknownShop
from .profile import Profile
from .rule_faults import rule_faults
from .shop import Shop, Shops, read_profile, read_shop, read_shops

__all__ = [
    "BadShopFolder",
    "Catalogue",
    "Fault",
    "Product",
    "Profile",
    "Shop",
    "ShopError",
    "Shops",
    "UnknownShop",
    "read_profile",
    "read_shop",
    "read_shops",
    "rule_faults",
]

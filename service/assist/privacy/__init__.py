"""What a person can be found by, masked before a model reads it, restored for the agent alone.

A ``Vault`` holds one conversation's particulars: ``masked`` puts 〔手机1〕 in their place,
``restored`` puts them back into what the agent sees. Nothing of it is stored or shared.
"""

from .findings import Found, found_in
from .vault import Vault

__all__ = ["Found", "Vault", "found_in"]

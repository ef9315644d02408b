"""Service flows 服务流程 followed over turns: where one stands, what is missing, what comes next.

Pure: a shop's flows and a state in, a state or a ``Standing`` out.
"""

from .due import Due
from .following import followed, replied
from .standing import Standing, standing

__all__ = ["Due", "Standing", "followed", "replied", "standing"]

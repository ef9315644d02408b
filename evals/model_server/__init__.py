"""A scripted model: the OpenAI protocol over real HTTP, saying and failing as it is told.

It stands where the model's server would, outside our process's code: no mock of our own
functions. ``with ScriptedModel("faithful") as model: … model.url …``; from a shell
``python -m evals.model_server --behaviour sloppy``.
"""

from .behaviours import BEHAVIOURS
from .faults import refuses
from .protocol import Asked, Behaviour, Reply
from .server import Received, ScriptedModel
from .speech import says
from .tools import asks

__all__ = [
    "BEHAVIOURS",
    "Asked",
    "Behaviour",
    "Received",
    "Reply",
    "ScriptedModel",
    "asks",
    "refuses",
    "says",
]

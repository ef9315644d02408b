"""What a run refuses.

RunError
├── UnknownRun            no such run, or not finished
└── ServiceUnreachable    the service does not answer, or refuses what every case needs
"""


class RunError(Exception):
    """Base of the errors of this package."""


class UnknownRun(RunError):
    """The message says which runs there are and how to list them."""


class ServiceUnreachable(RunError):
    """Nothing could be asked; the message says where and why."""

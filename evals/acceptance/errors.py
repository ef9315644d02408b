"""What acceptance refuses.

AcceptanceError
├── BadSet       a set that is not there or cannot be read
└── NotOurs      a case that uses a word we do not know; the message names it
    └── Contradicted   a case whose rules the calculator refuses
"""


class AcceptanceError(ValueError):
    """Base of the errors of this package."""


class BadSet(AcceptanceError):
    """``absent``: there is no such set in the folder, which is no fault of it."""

    def __init__(self, message: str, *, absent: bool = False) -> None:
        super().__init__(message)
        self.absent = absent


class NotOurs(AcceptanceError):
    """A type, field or figure that the mapping does not know; never guessed."""


class Contradicted(NotOurs):
    """The case's promotions make no rulebook, such as 官方立减 beside 跨店满减 on one item."""

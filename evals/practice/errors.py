"""What practice refuses.

PracticeError
├── NoSuchBuyer      no kind of buyer with that id, or the shop has nothing to build it from
├── UnknownPractice  no such session of this shop, or another trainee's
└── PracticeOver     the buyer has gone: nothing more is answered
"""


class PracticeError(Exception):
    """Base of the errors of this package."""


class NoSuchBuyer(PracticeError):
    """The message says which there are."""


class UnknownPractice(PracticeError):
    """The message says what to do."""


class PracticeOver(PracticeError):
    """The session has ended before."""

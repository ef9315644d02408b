"""ConversationError
├── UnknownConversation   no such conversation in this shop
├── UnknownSuggestion     no such suggestion in this shop
├── ConversationConflict  somebody else wrote to it at the same moment
├── KeyReused             an Idempotency-Key with another request
└── NothingAsked          a message without a customer's turn
"""


class ConversationError(ValueError):
    """Base of the errors of what is remembered."""


class UnknownConversation(ConversationError):
    """No conversation of this id in this shop; another shop's looks the same."""


class UnknownSuggestion(ConversationError):
    """No suggestion of this id."""


class ConversationConflict(ConversationError):
    """Two writers at once; the later one must look again."""


class KeyReused(ConversationError):
    """The key stands for another request."""


class NothingAsked(ConversationError):
    """There is nothing to answer."""

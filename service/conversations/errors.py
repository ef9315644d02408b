"""ConversationError
├── UnknownConversation   no such conversation in this shop, or not this customer's
├── UnknownSuggestion     no such suggestion in this shop
├── UnknownMessage        no such message in this conversation
├── UnknownAmendment      no such amendment in this shop
├── Settled               another agent has seen to the amendment
├── ConversationConflict  somebody else wrote to it at the same moment
├── MessageConflict       the same message id with another text
├── Taken                 another agent has the conversation
├── NotTaken              it must be taken first
├── KeyReused             an Idempotency-Key with another request
└── NothingAsked          a message without a customer's turn
"""


class ConversationError(ValueError):
    """Base of the errors of what is remembered."""


class UnknownConversation(ConversationError):
    """No conversation of this id in this shop; another shop's, or another customer's, looks the
    same."""


class UnknownSuggestion(ConversationError):
    """No suggestion of this id."""


class UnknownMessage(ConversationError):
    """No message of this id that could be voted on."""


class UnknownAmendment(ConversationError):
    """No amendment of this id in this shop."""


class Settled(ConversationError):
    """Somebody has sent the amendment, or decided that it need not be."""


class ConversationConflict(ConversationError):
    """Two writers at once; the later one must look again."""


class MessageConflict(ConversationError):
    """A message id stands for one text."""


class Taken(ConversationError):
    """Two agents at once: one has it, this is the other."""


class NotTaken(ConversationError):
    """Who has not taken a conversation does not write in it."""


class KeyReused(ConversationError):
    """The key stands for another request."""


class NothingAsked(ConversationError):
    """There is nothing to answer."""

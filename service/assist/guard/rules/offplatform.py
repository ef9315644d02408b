"""Leading customers off the platform 引流: contacts, links, payment, in all their disguises."""

from .words import WordRule

offplatform = WordRule("offplatform.yaml")

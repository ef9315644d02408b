"""Promises beyond a shop's authority: compensation 赔付, refunds, delivery days, gifts, prices."""

from .words import WordRule

promises = WordRule("promises.yaml")

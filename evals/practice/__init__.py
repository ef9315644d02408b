"""练习: buyers built from the shop's own goods, rules and figures, played without a model.

A trainee answers one message after the other and has 30 seconds for each. Every answer is held
against the checks that judge the bot, and a buyer who is not served says so, and leaves at last.
The same seed is the same buyer, word for word.

``texts`` what buyers say (``lines.yaml``), ``scene`` goods, minute and price, ``buyers`` one file a
kind, ``judging`` an answer → verdicts, ``session`` the play, ``store`` where it is kept.
"""

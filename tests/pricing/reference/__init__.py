"""A slow, obviously right calculator to hold the engine against.

It shares no algorithm with ``service.pricing``: only the rule models (fields), carts and rulebooks.
Every instrument is worked as the pricing notes say it, in exact fractions, and the best choice is
found by trying every subset. When the two disagree, the notes decide.

- ``readings``: each platform's own rules, written down a second time
- ``shares``: whole fen by largest remainder, half-up
- ``item_deals``: what each unit costs before order promotions, and what its deposit is
- ``deal_sets``: which item deals an order has where some exclude each other
- ``bare_worth``: an inflated deposit whose amount nobody told
- ``savings``: what one promotion takes off each line
- ``standing_together``: which promotions an order takes only one of
- ``layers``: a fixed set of promotions, played layer by layer
- ``gifts``: what comes with it
- ``choose``: every subset, the cheapest; or everything as a page would
- ``sales``, ``refunds``, ``protection``: an order that was placed, its returns and its 价保
- ``splits``: every partition of a small cart, every way to hand out what is held
- ``carts``, ``promotions``: random carts and rulebooks
- ``compare``, ``after_sale``, ``splits``: the engine beside the reference; ``compare`` shrinks a
  difference to a small cart
- ``coverage``: how often every kind, platform and policy occurred and mattered
"""

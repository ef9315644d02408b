"""A slow, obviously right calculator to hold the engine against.

It shares no algorithm with ``service.pricing``: only the rule models (fields), carts and rulebooks.
Every instrument is worked as the pricing notes say it, in exact fractions, and the best choice is
found by trying every subset. When the two disagree, the notes decide.

- ``readings``: each platform's own rules, written down a second time
- ``shares``: whole fen by largest remainder, half-up
- ``item_deals``: what each unit costs before order promotions, and what its deposit is
- ``savings``: what one promotion takes off each line
- ``standing_together``: which promotions an order takes only one of
- ``layers``: a fixed set of promotions, played layer by layer
- ``choose``: every subset, the cheapest
- ``carts``, ``promotions``: random carts and rulebooks
- ``compare``: the engine beside the reference; shrinks a difference to a small cart
"""

"""Dialogues with buyers, and what has to be understood and quoted after each turn.

A suite is a YAML file in ``evals/suites/dialogues``::

    shop: demo                         # folder in knowledge/shops
    dialogues:
      - id: kfr35-two-then-coupon      # unique over all suites; its hash decides the half
        tags: {scene: 活动咨询, stage: 售前, event: 双11, kind: [price, burst]}
        at: "2026-11-05 20:30"         # the shop's time; left out: 2026-11-10 20:30
        sku: HF-KFR35-JY               # the product page it begins on, may be left out
        turns:
          - customer: [在吗, 静悦那个1.5匹的, 两台多少钱]    # one message, or a burst of several
            at: "2026-11-05 20:31"     # may be left out
            expect: {intents: [price], basket: {HF-KFR35-JY: 2}, quote: {payable: "4698.00"}}
          - agent: 亲，稍等               # left out: the first suggestion is sent

Every key of ``expect`` may be left out, and is then not checked:

==============  ===============================================================================
intents         of every question of the burst, in order
basket          pieces by SKU; {} for none
coupons         promotion ids the buyer uses, in any order; likewise memberships
quote           payable, deposit, final_payment of the first suggestion, in yuan; ``at`` is the
                minute it is worked out for where that is not the turn's or the asked one
refund          yuan that the first suggestion promises for ``returning`` (pieces by SKU)
both            prices by SKU, of one piece each, that the first suggestion tells
asks            {product: [SKUs]} or {coupon: [ids]} that are asked about; [] or the kind alone:
                whatever the choices
deposit         unpaid, paid, missed
moment, event   the minute and the rulebook asked about
stage, scene, mood, order
handoff         complaint, human, price, unsure
answer          none: nothing needs to be said
says            substrings of the first suggestion; ``never_says`` of none
==============  ===============================================================================

Figures are those of the expected basket, never of the basket that was understood:
``python -m evals.dialogues fill FILE…`` writes them. A turn is right when every key is.

``python -m evals.dialogues`` runs all suites through what production uses (store, reader, index,
calculator, scripts, guard; no model) and exits with 1 where a target is missed.
"""

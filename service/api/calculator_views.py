"""Refunds and price protection → what goes over HTTP."""

from service.pricing import DISCLAIMER, Quote, yuan
from service.pricing.alternatives import Alternatives
from service.pricing.price_protection import Protection
from service.pricing.refund import Refund
from service.pricing.split import Split
from service.pricing.what_if import Comparison

from .calculator_schemas import (
    AlternativesOut,
    ProtectionOut,
    RefundedLineOut,
    RefundOut,
    SplitOut,
    WhatIfOut,
)
from .quote_views import maybe_yuan, quote_out


def what_if_out(compared: Comparison) -> WhatIfOut:
    return WhatIfOut(
        before=quote_out(compared.before),
        after=quote_out(compared.after),
        difference=yuan(compared.difference),
        gained=list(compared.gained),
        lost=list(compared.lost),
    )


def alternatives_out(found: Alternatives) -> AlternativesOut:
    runner, split = found.runner, found.split
    return AlternativesOut(
        best=quote_out(runner.best),
        second_best=quote_out(runner.second) if runner.second else None,
        costs_more=yuan(runner.costs_more) if runner.second else None,
        reason=runner.reason,
        split=_split_out(split) if split else None,
        split_note=found.note,
    )


def _split_out(split: Split) -> SplitOut:
    orders = [quote_out(order) for order in split.orders]
    return SplitOut(orders=orders, payable=yuan(split.payable), saves=yuan(split.saves))


def refund_out(found: Refund, order: Quote) -> RefundOut:
    return RefundOut(
        cash=yuan(found.cash),
        lines=[
            RefundedLineOut(
                sku=line.sku,
                units=line.units,
                cash=yuan(line.cash),
                assets={name: yuan(amount) for name, amount in line.assets.items()},
            )
            for line in found.lines
        ],
        rule=found.rule,
        full=found.full,
        back=list(found.back),
        notes=list(found.notes),
        other_cash=maybe_yuan(found.other_cash),
        promised=found.promised,
        disclaimer=DISCLAIMER,
        order=quote_out(order),
    )


def protection_out(found: Protection, order: Quote) -> ProtectionOut:
    return ProtectionOut(
        compensation=yuan(found.compensation),
        sku=found.sku,
        units=found.units,
        then=yuan(found.then),
        now=yuan(found.now),
        already_returned=yuan(found.already),
        rule=found.rule,
        notes=list(found.notes),
        disclaimer=DISCLAIMER,
        order=quote_out(order),
    )

"""Refunds and price protection → what goes over HTTP."""

from service.pricing import DISCLAIMER, Quote, yuan
from service.pricing.price_protection import Protection
from service.pricing.refund import Refund

from .calculator_schemas import ProtectionOut, RefundedLineOut, RefundOut
from .quote_views import maybe_yuan, quote_out


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

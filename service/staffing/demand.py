"""From the sales target to the inquiries and after-sale cases of every hour."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from .assumptions import HOURS, Assumptions


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour; ``day`` counts from 1. ``low`` and ``high`` are inquiries at the high and the low
    conversion: who converts worse must be asked more for the same target."""

    day: int
    hour: int
    low: float
    high: float
    refund_only: float
    returns: float

    @property
    def cases(self) -> float:
        return self.refund_only + self.returns


def orders(given: Assumptions) -> Fraction:
    """Orders that reach the target."""
    return Fraction(given.sales_target) / Fraction(given.basket_value)


def inquiries(given: Assumptions) -> tuple[float, float]:
    """Low and high, over the whole event, without the peaks."""
    asked = float(orders(given)) * given.through_service
    return asked / given.conversion_high, asked / given.conversion_low


def demand(given: Assumptions) -> list[Hour]:
    """Every hour from the first day to the end of the after-sale wave. What is spread out adds up
    to what was spread. Cases wait for the hours in which they are handled."""
    low, high = inquiries(given)
    peaks = {(peak.day, peak.hour): 0.0 for peak in given.peaks}
    for peak in given.peaks:
        peaks[peak.day, peak.hour] += peak.inquiries
    days, hours = _shares(given.days), _shares(given.hours)
    wave = list(_wave(given))
    total = float(orders(given))
    found = []
    for day in range(1, max(len(days), len(wave)) + 1):
        today = days[day - 1] if day <= len(days) else 0.0
        back = wave[day - 1] if day <= len(wave) else 0.0
        for hour in range(HOURS):
            share, more = today * hours[hour], peaks.get((day, hour), 0.0)
            open_ = given.cases_from <= hour < given.cases_to
            of_wave = back * total / (given.cases_to - given.cases_from) if open_ else 0.0
            found.append(
                Hour(
                    day,
                    hour,
                    low * share + more,
                    high * share + more,
                    of_wave * given.refund_only,
                    of_wave * given.returns,
                )
            )
    return found


def _wave(given: Assumptions) -> Iterator[float]:
    """The after-sale wave: none at first, then less from day to day, the parts adding up to 1."""
    if not given.refund_only and not given.returns:
        return
    yield from (0.0 for _ in range(given.wave_from))
    weights = [given.wave_days - day for day in range(given.wave_days)]
    yield from (weight / sum(weights) for weight in weights)


def _shares(weights: tuple[float, ...]) -> list[float]:
    return [weight / sum(weights) for weight in weights]

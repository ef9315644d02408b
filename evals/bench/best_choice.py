"""The best choice of coupons, side by side in one run: ours, every subset, and OR-tools CP-SAT.

    python -m evals.bench.best_choice

Ten lines and fifteen coupons; then 1 to 100 lines. "Every subset" prices each set without a clash
with the engine's own layers. CP-SAT (``pip install ortools``, no dependency of ours)
gets the shares of every coupon from the slow reference in ``tests`` and one worker; it knows no
ties and no progressive thresholds. Run it from the project's root. Exit code 1 when two of them
find different prices.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from typing import Any

from rich.console import Console
from rich.table import Table

from service.pricing import Cart, Rulebook, price
from service.pricing.checkout import Checkout
from service.pricing.layers import Walk
from service.pricing.setting import set_up

from .promotion_night import night

SCENES = (("parallel", False), ("parallel", True), ("progressive", False), ("progressive", True))
SIZES = (1, 2, 5, 10, 20, 50, 100)


def milliseconds(work: Callable[[], object], repeats: int) -> float:
    """The median of some runs."""
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1_000)
    return statistics.median(taken)


def every_subset(checkout: Checkout) -> tuple[int, int]:
    """(lowest payable in fen, sets priced); sets that begin alike share their first layers.

    Automatic promotions are in every set: on these carts none of them clashes with anything.
    """
    candidates = checkout.candidates
    best, tried = sys.maxsize, 0

    def extend(at: int, chosen: int, state: Walk) -> None:
        nonlocal best, tried
        if at == len(candidates):
            tried += 1
            best = min(best, state.end().payable)
            return
        if candidates[at].promotion.optional:
            extend(at + 1, chosen, state.copy())
            if checkout.clashes[at] & chosen:
                return
        state.take(candidates[at])
        extend(at + 1, chosen | 1 << at, state)

    extend(0, 0, Walk(checkout))
    return best, tried


def cp_sat(cart: Cart, book: Rulebook) -> tuple[int, float]:
    """(lowest payable in fen, milliseconds of building and solving), parallel thresholds only."""
    from tests.pricing.reference.layers import open_order, play
    from tests.pricing.reference.standing_together import clash

    model_of = _ortools()
    order = open_order(cart, book, "parallel")
    takes = {
        p.id: play(order, [p]).takes.get(p.id, [0] * len(order.lines)) for p in order.promotions
    }
    start = time.perf_counter()
    model = model_of.CpModel()
    used = {p.id: model.new_bool_var(p.id) for p in order.promotions}
    for i, one in enumerate(order.promotions):
        if not one.optional:
            model.add(used[one.id] == 1)
        for other in order.promotions[i + 1 :]:
            if clash(one, other, cart, order.policy):
                model.add_at_most_one(used[one.id], used[other.id])
    left = []
    for i, line in enumerate(order.lines):
        gross = sum(line.units)
        left.append(model.new_int_var(line.deposit, gross, f"left {i}"))
        model.add(left[i] >= gross - sum(takes[name][i] * used[name] for name in used))
    model.minimize(sum(left))
    solver = model_of.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(model) != model_of.OPTIMAL:
        raise SystemExit("CP-SAT proved no optimum")
    return round(solver.objective_value), (time.perf_counter() - start) * 1_000


def _ortools() -> Any:
    try:
        return import_module("ortools.sat.python.cp_model")
    except ImportError:
        raise SystemExit("OR-tools is missing: pip install ortools, or --without-cp-sat") from None


@dataclass
class Scene:
    """Milliseconds of every cart under one kind of thresholds; ``quote`` with the other readings
    of open rules, ``figure`` without them."""

    thresholds: str
    stacks: bool
    quote: list[float] = field(default_factory=list)
    figure: list[float] = field(default_factory=list)
    subsets: list[float] = field(default_factory=list)
    solver: list[float] = field(default_factory=list)
    sets: list[int] = field(default_factory=list)

    def measure(self, seed: int, *, with_cp_sat: bool) -> set[int]:
        """The prices that the three found: one, if they agree."""
        cart, book = night(10, seed, thresholds=self.thresholds, stacks=self.stacks)
        self.quote.append(milliseconds(lambda: price(cart, book), 5))
        self.figure.append(milliseconds(lambda: price(cart, book, with_readings=False), 5))
        start = time.perf_counter()
        best, tried = every_subset(set_up(cart, book).checkout())
        self.subsets.append((time.perf_counter() - start) * 1_000)
        self.sets.append(tried)
        found = {price(cart, book).payable, best}
        if with_cp_sat and self.thresholds == "parallel":
            payable, taken = cp_sat(cart, book)
            self.solver.append(taken)
            found.add(payable)
        return found

    def cells(self) -> list[str]:
        """A row: times, then how many times longer the others take than our figure."""
        own, subsets = statistics.median(self.figure), statistics.median(self.subsets)
        ratios = f"{subsets / own:,.0f}"
        if self.solver:
            ratios += f" | {statistics.median(self.solver) / own:,.1f}"
        return [
            f"{self.thresholds}, {'all stack' if self.stacks else 'as 天猫'}",
            f"{own:.1f} ({max(self.figure):.1f})",
            f"{statistics.median(self.quote):.1f} ({max(self.quote):.1f})",
            f"{subsets:,.0f}",
            f"{statistics.median(self.sets):,.0f}",
            f"{statistics.median(self.solver):,.1f}" if self.solver else "-",
            ratios,
        ]


def side_by_side(console: Console, seeds: range, *, with_cp_sat: bool) -> bool:
    """Whether all found the same prices."""
    table = Table(title=f"10 lines, 15 coupons, {len(seeds)} carts: milliseconds, median (worst)")
    for name in (
        "scene",
        "figure",
        "quote",
        "subsets",
        "sets",
        "CP-SAT",
        "subsets | CP-SAT ÷ figure",
    ):
        table.add_column(name)
    agreed = True
    for thresholds, stacks in SCENES:
        scene = Scene(thresholds, stacks)
        for seed in seeds:
            found = scene.measure(seed, with_cp_sat=with_cp_sat)
            if len(found) > 1:
                agreed = False
                console.print(f"[red]seed {seed}, {thresholds}: {sorted(found)}[/red]")
        table.add_row(*scene.cells())
    console.print(table)
    return agreed


def growth(console: Console, seeds: range) -> None:
    """The median quote from one line to a hundred."""
    table = Table("lines", "quote, ms", "ms a line", "against 10 lines", title="growth, 15 coupons")
    medians = {lines: statistics.median(_quotes(lines, seeds)) for lines in SIZES}
    for lines, taken in medians.items():
        ratio = taken / medians[10]
        table.add_row(str(lines), f"{taken:.2f}", f"{taken / lines:.3f}", f"{ratio:.2f}×")
    console.print(table)


def _quotes(lines: int, seeds: range) -> Iterator[float]:
    for seed in seeds:
        cart, book = night(lines, seed, thresholds="parallel", stacks=False)
        yield milliseconds(partial(price, cart, book), 5)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.bench.best_choice")
    parser.add_argument("--carts", type=int, default=5, help="carts a scene")
    parser.add_argument("--without-cp-sat", action="store_true")
    chosen = parser.parse_args(arguments)
    console = Console()
    if not chosen.without_cp_sat:
        _ortools()
    agreed = side_by_side(console, range(chosen.carts), with_cp_sat=not chosen.without_cp_sat)
    growth(console, range(chosen.carts))
    return 0 if agreed else 1


if __name__ == "__main__":
    sys.exit(main())

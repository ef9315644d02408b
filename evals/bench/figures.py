"""What the whole bench tells: one line a figure, with its target and the bench that measures it.

A bench prints; ``pattern`` finds the figure in what it printed, so that each can be run and read
alone as well. ``quick`` are arguments for a run of minutes instead of an hour.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ROW = r"(?:hashed|clustered) [\d,]+ [\d,]+ \d+\.\d{3} \d+\.\d{3} "
"""A line of the search bench up to the first ratio."""

PLAIN = re.compile(r"\x1b\[[0-9;]*m|[┃│|]")


class NotFound(Exception):
    """A bench that ended without the figure; the message names both."""


@dataclass(frozen=True, slots=True)
class Bench:
    """``module`` with ``arguments``, or with the ``quick`` ones."""

    module: str
    arguments: tuple[str, ...] = ()
    quick: tuple[str, ...] = ()

    def command(self, *, quick: bool) -> tuple[str, ...]:
        return (self.module, *(self.quick if quick else self.arguments))


@dataclass(frozen=True, slots=True)
class Figure:
    """``limit`` is the most that may be (the least, if ``at_least``), ``reference`` what it is
    measured beside in the same run. The largest of what ``pattern`` finds counts."""

    name: str
    bench: Bench
    pattern: str
    limit: float
    unit: str = ""
    reference: str = ""
    at_least: bool = False

    def read(self, printed: str) -> float:
        """Raises ``NotFound``."""
        plain = " ".join(PLAIN.sub(" ", printed).split())
        found = [float(one.replace(",", "")) for one in re.findall(self.pattern, plain)]
        if not found:
            raise NotFound(f"{self.bench.module} 的输出里没有「{self.name}」：{plain[-300:]}")
        return min(found) if self.at_least else max(found)

    def met(self, value: float) -> bool:
        return value >= self.limit if self.at_least else value <= self.limit


DRAFTS = Bench("evals.drafts", (), ("--count", "600"))
REPLIES = Bench("evals.replies")
REFERENCE = Bench("evals.bench.pricing_reference", ("--carts", "100000"), ("--carts", "300"))
COUPONS = Bench(
    "evals.bench.best_choice",
    ("--carts", "20", "--without-cp-sat"),
    ("--carts", "2", "--without-cp-sat"),
)
SUGGESTIONS = Bench(
    "evals.bench.suggestions",
    (),
    ("--shops", "5", "--messages", "60", "--agents", "50", "--seconds", "3"),
)
SEARCH = Bench(
    "evals.bench.search",
    (),
    ("--sizes", "1000", "10000", "--queries", "40", "--encoders", "hashed"),
)
FIRST_TOKEN = Bench("evals.bench.first_token", (), ("--runs", "4"))
GUARD = Bench("evals.bench.guard")
GROWTH = Bench("evals.bench.growth", (), ("--passages", "1000", "5000", "--messages", "30"))
OPEN = Bench("evals.bench.open_streams", (), ("--streams", "500", "--written", "30"))
STREAMS = Bench("evals.bench.streams", (), ("--streams", "60"))
START = Bench("evals.bench.start", (), ("--runs", "1"))
DAY = Bench("evals.bench.day_of_traffic", (), ("--conversations", "800"))

FIGURES: Sequence[Figure] = (
    Figure("错的价格说法放行（条）", DRAFTS, r"合计 [\d,]+ ([\d,]+)", 0, "", "只核对数字"),
    Figure("对的回复被拦下", REPLIES, r"拦下 \d+ 条（([\d.]+)%）", 1, "%", "只核对数字"),
    Figure("错的回复放行（条）", REPLIES, r"错的回复，放行 (\d+) 条", 0, "", "只核对数字"),
    Figure(
        "和独立参照算法不一致的购物车（台）",
        REFERENCE,
        r"differences: ([\d,]+)",
        0,
        "",
        "独立写的算法",
    ),
    Figure(
        "选券，10 行 15 券，最慢",
        COUPONS,
        r"(?:parallel|progressi)\S*(?: as 天猫| all stack)? [\d.]+ \(([\d.]+)\)",
        5,
        "ms",
        "穷举",
    ),
    Figure(
        "话术建议的 CPU ÷ 空接口", SUGGESTIONS, r"ratio \(target 3\) ([\d.]+)", 3, "×", "空接口"
    ),
    Figure("同时接待时 p99", SUGGESTIONS, r"p99 \(target 100\) ([\d.]+|inf)", 100, "ms", "空接口"),
    Figure(
        "100,000 段的建议 ÷ 1,000 段", GROWTH, r"growth \(target 2\) ([\d.]+)", 2, "×", "1,000 段"
    ),
    Figure(
        "带条件的向量检索 ÷ numpy",
        SEARCH,
        _ROW + r"([\d.]+)",
        2,
        "×",
        "精确 numpy",
    ),
    Figure(
        "整次检索 ÷ numpy",
        SEARCH,
        _ROW + r"[\d.]+ (?:\d+\.\d{3} ){4}([\d.]+)",
        2,
        "×",
        "精确 numpy",
    ),
    Figure("检索的召回", SEARCH, r" ([01]\.\d{3}) [\d.]+x", 1.0, "", "精确 numpy", at_least=True),
    Figure("首字多等", FIRST_TOKEN, r"added to the first text ([\d.]+)", 30, "ms", "裸代理"),
    Figure(
        "转发 100 段的 CPU ÷ 裸转发",
        FIRST_TOKEN,
        r"ratio \(target 1.2\) ([\d.]+)",
        1.2,
        "×",
        "裸转发",
    ),
    Figure(
        "守门一句，最慢的百分之一", GUARD, r"守门：示例店 \d+ [\d.]+ ([\d.]+)", 1, "ms", "逐词查找"
    ),
    Figure(
        "同时的流 30 秒内答完",
        STREAMS,
        r"within 30 s ([\d.]+)",
        100,
        "%",
        "直接问模型",
        at_least=True,
    ),
    Figure("流的 p99", STREAMS, r"whole answer, p99 ([\d.]+)", 30, "s", "直接问模型"),
    Figure("流丢失或串线（条）", STREAMS, r"(?:lost|mixed) (\d+)", 0, "", "每条流自己的报价"),
    Figure("开着的流，每条内存", OPEN, r"\(target 35\) ([\d.]+)", 35, "KB", "裸流"),
    Figure("开着的流丢失或串线（条）", OPEN, r"(?:lost|mixed) (\d+)", 0, "", "每条流自己的报价"),
    Figure(
        "一天的流量，后半天内存 ÷ 前半天",
        DAY,
        r"memory, last half ([\d.]+)",
        1.05,
        "×",
        "存下的数据",
    ),
    Figure("demo 就绪", START, r"ready after \(target 3\) ([\d.]+)", 3, "s", "空应用"),
    Figure("demo 的内存", START, r"\(target 200\) ([\d.]+)", 200, "MB", "空应用"),
)

"""``goalie eval gate``: told on the terminal, with its exit code."""

import time
from collections.abc import Callable, Sequence

from rich.console import Console

from evals.reporting.junit import junit_xml
from evals.reporting.page import page
from evals.running.run import release_of
from evals.running.store import RunStore
from service.assist.draft.prompts import FOLDER as PROMPTS
from service.settings import Settings
from service.shops import Shop, Shops, read_shops

from .gate import Judgement, judge
from .ledger import Outcome, Releases
from .passes import PASSES, Passed
from .suites import gate_files

OPEN, SHUT, UNUSABLE = 0, 1, 2
Line = Callable[[str], None]


def at_the_gate(
    names: Sequence[str],
    settings: Settings,
    override: str,
    reason: str,
    console: Console,
    passes: Sequence[str] = PASSES,
) -> int:
    """0 all may go live (or were let), 1 one may not, 2 there is no such shop or suite."""
    shops = read_shops(settings.shops)
    wanted = [shops.get(name) for name in names] if names else [s for s in shops if gate_files(s)]
    if not wanted:
        console.print(f"没有店铺有用例：放在 {settings.shops}/店铺/evals/ 里", markup=False)
        return UNUSABLE
    line = _line_on(console)
    outcomes = [_judged(shop, shops, settings, passes, line, override, reason) for shop in wanted]
    return SHUT if "stopped" in outcomes else OPEN


def _line_on(console: Console) -> Line:
    def line(text: str) -> None:
        console.print(text, markup=False, highlight=False, soft_wrap=True)

    return line


def _judged(
    shop: Shop,
    shops: Shops,
    settings: Settings,
    passes: Sequence[str],
    line: Line,
    override: str,
    reason: str,
) -> Outcome:
    started = time.perf_counter()
    store = RunStore(settings.home)

    def done(passed: Passed) -> None:
        folder = store.get(passed.run.head.id)
        folder.report.write_text(page(passed.run), "utf-8")
        folder.junit.write_bytes(junit_xml(passed.run))
        failed = len(passed.run.failed)
        told = f"{failed} 条没过，报告 {folder.report}" if failed else "全部通过"
        line(f"{shop.id} {passed.model or '不用模型'}：{len(passed.run.results)} 条，{told}")

    judgement = judge(shop, settings, PROMPTS, done, passes)
    for fault in judgement.faults:
        line(f"✗ {fault}")
    _tell_known(judgement, line)
    release = release_of({shop.id}, shops)
    noted = Releases(settings.home).note(
        shop.id, release, judgement.faults, name=override, reason=reason
    )
    verdict = {
        "passed": "可以生效",
        "stopped": "不能生效：请改好，或由负责人写明 --override 姓名 --reason 原因",
        "overridden": f"由 {override} 放行：{reason}（已记录）",
    }
    line(f"{shop.id} {verdict[noted.outcome]}（{time.perf_counter() - started:.0f} 秒）")
    return noted.outcome


def _tell_known(judgement: Judgement, line: Line) -> None:
    if judgement.known:
        line(f"{judgement.shop} 已知问题 {len(judgement.known)} 条，不拦")
        if judgement.mended:
            line(f"  其中已经好了，可以移进正式用例：{'、'.join(judgement.mended)}")

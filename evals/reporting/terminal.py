"""A run and a comparison on the terminal: what failed and why, in few lines."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from evals.checks import BY_ID
from evals.mining.proposals import Proposal
from evals.practice.progress import Progress
from evals.running.record import Run

from .compare import Changed, Comparison
from .summary import CaseResult, Tally, by_check, by_scene, cases_of, percentile

SHOWN = 20
"""Failures told one by one; the page has all of them."""


def print_run(run: Run, console: Console) -> None:
    cases = cases_of(run)
    failed = [case for case in cases if not case.passed]
    for case in failed[:SHOWN]:
        _print_failure(case, console)
    if len(failed) > SHOWN:
        console.print(f"… 还有 {len(failed) - SHOWN} 条，见报告", markup=False)
    console.print(_table("场景", dict(by_scene(cases))))
    named = {BY_ID[id].name: tally for id, tally in by_check(run.results).items()}
    console.print(_table("检查", named))
    skipped = sum(case.skipped for case in cases)
    asked = len(cases) - skipped
    said = f"{asked} 条用例，{asked - len(failed)} 条通过，{len(failed)} 条没过"
    said += f"，{skipped} 条跳过" if skipped else ""
    first = [r.first_suggestion_seconds for r in run.results if r.first_suggestion_seconds]
    if first:
        said += f"；首条建议 {1000 * percentile(first, 0.5):.0f} 毫秒（中位）"
    console.print(f"{said}；用时 {run.seconds:.1f} 秒", markup=False, highlight=False)


def print_comparison(comparison: Comparison, console: Console) -> None:
    def line(text: str) -> None:
        console.print(text, markup=False, highlight=False, soft_wrap=True)

    sure = [changed for changed in comparison.regressions if changed.sure]
    maybe = [changed for changed in comparison.regressions if not changed.sure]
    line(f"变坏 {len(sure)}，可能是波动 {len(maybe)}，变好 {len(comparison.mended)}")
    for title, changes in (("变坏", sure), ("可能是波动", maybe), ("变好", comparison.mended)):
        for changed in changes:
            line(f"\n{title} {changed.id}（{_attempts(changed)}）{changed.now.worst.case.asked}")
            for verdict in changed.now.worst.failures if title != "变好" else ():
                line(f"  {BY_ID[verdict.check].name}：{verdict.reason}")
    for name, before, now in comparison.checks:
        if (before and before.share) != (now and now.share):
            line(f"{BY_ID[name].name}：{_share(before)} → {_share(now)}")
    others = {
        "一直没过": [case.id for case in comparison.same_failures],
        "新增用例": [case.id for case in comparison.added],
        "少了用例": [case.id for case in comparison.removed],
        "用例改过": comparison.edited,
        "变了的文件": comparison.changed_files,
    }
    for title, names in others.items():
        if names:
            line(f"{title}（{len(names)}）：{'、'.join(names)}")


def _attempts(changed: Changed) -> str:
    before, now = changed.before, changed.now
    told = f"{before.right}/{len(before.asked)} → {now.right}/{len(now.asked)}"
    return told + (f"，p={changed.chance:.3f}" if changed.chance else "")


def _print_failure(case: CaseResult, console: Console) -> None:
    worst = case.worst
    repeated = f"（{case.right}/{len(case.asked)} 次对）" if len(case.asked) > 1 else ""
    lines = [f"✗ {case.id}{repeated} {worst.case.place}：{worst.case.asked}"]
    lines += [f"  {BY_ID[v.check].name}：{v.reason}" for v in worst.failures]
    lines += [f"  {worst.error}"] if worst.error else []
    for line in lines:
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _table(title: str, tallies: dict[str, Tally]) -> Table:
    table = Table(title=None)
    for heading in (title, "通过", "共", "比例"):
        table.add_column(heading, justify="left" if heading == title else "right")
    for name, tally in tallies.items():
        colour = "" if tally.right == tally.total else "red"
        row = (name, str(tally.right), str(tally.total), f"{tally.share:.1%}")
        table.add_row(*row, style=colour)
    return table


def _share(tally: Tally | None) -> str:
    return f"{tally.right}/{tally.total}" if tally else "—"


def print_trainees(trainees: Sequence[Progress], console: Console) -> None:
    """A line a trainee, who needs help most first."""
    table = Table("学员", "买家满意", "全对的回复", "30 秒内", "用时中位", "危险的回复", "常犯的")
    for one in trainees:
        table.add_row(
            one.trainee,
            f"{one.served}/{one.practices}",
            f"{one.right}/{one.answers}",
            f"{one.in_time}/{one.answers}",
            "–" if one.seconds is None else f"{one.seconds:.1f} 秒",
            str(one.dangerous),
            "，".join(f"{BY_ID[id].name} {count}" for id, count in one.faults),
        )
    console.print(table)


def print_proposals(proposals: Sequence[Proposal], console: Console) -> None:
    """What was changed, how often, and the script as it would be."""

    def line(text: str) -> None:
        console.print(text, markup=False, highlight=False, soft_wrap=True)

    if not proposals:
        line("没有反复出现的修改：客服改得不一样，或次数还不够（--least）")
    for one in proposals:
        change, script = one.change, one.script
        line(
            f"{script.script_id} {change.kind}（{one.conversations} 个会话）{script.place.label()}"
        )
        line(f"  － {change.old}" if change.old else f"  在「{change.after or '开头'}」后面")
        if change.new:
            line(f"  ＋ {change.new}")
        line(f"  建议改成：{one.proposed}" if one.proposed else f"  不能直接改：{one.why_not}")

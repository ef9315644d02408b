"""``goalie eval``: suites of cases, written by trainers, run before customers meet a change.

goalie eval template > 用例.xlsx   the workbook to fill in, with examples and notes
goalie eval run SUITE…             ask every case, check every reply, write a report
    --model URL|faithful|sloppy|adversarial   with a model; a scripted one red-teams the guard
    --service URL                  a running service, with the key in GOALIE_KEY
    --judge URL [--judge-model M]  what a model thinks of each reply, shown apart; fails nothing
    --repeat K                     K answers a case; one bad one fails it
    --resume                       go on with a run of the same that was cut short
    --only TAG, --json, --report FILE, --junit FILE
goalie eval compare A B            two runs: regressions first; latest and latest~1 are names too
goalie eval gate [SHOP…]           what must pass before a change goes live: the shop's own suites
                                   (evals/ in its folder) without a model and with two that lie
    --override NAME --reason TEXT  let it pass all the same; both are kept
goalie eval grow SHOP CONVERSATION FILE.yaml
                                   a case from a stored conversation and what the agent sent
goalie eval mine SHOP              what agents change again and again in scripts, as proposals
    --days N, --least N            of the last 30 days, in at least 3 conversations
    --try                          the shop's suites with and without the proposals, side by side
    --write FILE.xlsx              the scripts' file with the new wording, to look at and upload
goalie eval trainees SHOP [NAME] --report FILE.html
                                   who practised with simulated buyers, and how it went
goalie eval list, goalie eval report RUN, goalie eval schema

Exit codes: 0 all passed, 1 failures or regressions, 2 a case file, run or command that cannot be
used, 3 the service cannot be reached.

The service knows nothing of evals: ``goalie`` finds this command by its entry point
(``goalie.commands`` in ``pyproject.toml``), and ``python -m evals`` is the same without.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from service.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

    from evals.running.record import Run
    from evals.running.store import RunFolder

HELP = "suites of cases: template, run, compare"
PASSED, FAILED, BAD_FILE, UNREACHABLE = 0, 1, 2, 3
_WIDE = 160


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What stands behind ``goalie eval``."""
    parts = parser.add_subparsers(dest="part", required=True)
    parts.add_parser("template", help="the workbook to fill in, on standard output")
    run = parts.add_parser("run", help="ask every case and check every reply")
    run.add_argument("suites", nargs="+", type=Path, metavar="SUITE", help="files or folders")
    run.add_argument("--model", default="", help="URL, faithful, sloppy or adversarial")
    run.add_argument("--service", default="", help="the URL of a running service")
    run.add_argument("--judge", default="", metavar="URL", help="a model's opinion, shown apart")
    run.add_argument("--judge-model", default="gpt-4o-mini", metavar="NAME", help="which one")
    run.add_argument("--repeat", type=_times, default=1, metavar="K", help="answers a case")
    run.add_argument("--only", default="", metavar="TAG", help="cases with this 标签 or 场景")
    run.add_argument("--resume", action="store_true", help="go on with one that was cut short")
    run.add_argument("--report", type=Path, metavar="FILE", help="the page also here")
    run.add_argument("--junit", type=Path, metavar="FILE", help="JUnit XML also here")
    run.add_argument("--json", action="store_true", help="the run for machines")
    compare = parts.add_parser("compare", help="two runs, regressions first")
    compare.add_argument("a", help="the former: an id, latest~1, or a path")
    compare.add_argument("b", help="the one now: an id, latest, or a path")
    compare.add_argument("--json", action="store_true", help="for machines")
    gate = parts.add_parser("gate", help="what must pass before a change goes live")
    gate.add_argument("shops", nargs="*", metavar="SHOP", help="all that have suites, if none")
    gate.add_argument("--override", default="", metavar="NAME", help="who lets it pass")
    gate.add_argument("--reason", default="", metavar="TEXT", help="and why")
    grow = parts.add_parser("grow", help="a case from a stored conversation")
    grow.add_argument("shop", help="the shop's id")
    grow.add_argument("conversation", help="its id")
    grow.add_argument("file", type=Path, metavar="FILE.yaml", help="the suite it is added to")
    mine = parts.add_parser("mine", help="what agents change in scripts, as proposals")
    mine.add_argument("shop", help="the shop's id")
    mine.add_argument("--days", type=_times, default=30, metavar="N", help="how far back")
    mine.add_argument("--least", type=_times, default=3, metavar="N", help="conversations")
    mine.add_argument("--try", dest="trial", action="store_true", help="run the suites with them")
    mine.add_argument("--write", type=Path, metavar="FILE.xlsx", help="the scripts' file, changed")
    trainees = parts.add_parser("trainees", help="who practised, and how it went")
    trainees.add_argument("shop", help="the shop's id")
    trainees.add_argument("name", nargs="?", default="", help="one of them only")
    trainees.add_argument("--report", type=Path, metavar="FILE", help="the page, word for word")
    trainees.add_argument("--json", action="store_true", help="for machines")
    report = parts.add_parser("report", help="write the page of a run again")
    report.add_argument("run", help="an id, latest, or a path")
    listed = parts.add_parser("list", help="the runs kept")
    listed.add_argument("--json", action="store_true", help="for machines")
    parts.add_parser("schema", help="the JSON schema of a run")


def main(options: argparse.Namespace, settings: Settings) -> int:
    """The exit code."""
    from evals.casebook import BadCaseFile
    from evals.running.errors import ServiceUnreachable, UnknownRun
    from service.shops import BadShopFolder, UnknownShop

    try:
        return PARTS[options.part](options, settings)
    except BadCaseFile as error:
        _complain(*error.faults, f"共 {len(error.faults)} 处，一条也没有跑：改好后再运行")
    except BadShopFolder as error:
        _complain(*map(str, error.faults))
    except (UnknownRun, UnknownShop) as error:
        _complain(str(error))
    except ServiceUnreachable as error:
        _complain(f"{error}：请确认服务已启动、地址没写错；已有的结果可用 --resume 接着跑")
        return UNREACHABLE
    return BAD_FILE


def _template(_options: argparse.Namespace, _settings: Settings) -> int:
    from evals.casebook.template import workbook

    if sys.stdout.isatty():
        _complain("这是 Excel 文件，请存到文件里：goalie eval template > 用例.xlsx")
        return BAD_FILE
    sys.stdout.buffer.write(workbook())
    return PASSED


def _run(options: argparse.Namespace, settings: Settings) -> int:
    from evals.casebook import BadCaseFile, read_cases
    from evals.running.opinions import model_at, with_opinions
    from evals.running.run import Order, Target, run_now
    from service.commands.progress import Bar
    from service.shops import read_shops

    target = Target(options.model, options.service)
    if problem := _wrong_target(target.model, target.service, options.judge):
        _complain(problem)
        return BAD_FILE
    shops = read_shops(settings.shops)
    cases = read_cases(options.suites, {shop.id: shop for shop in shops})
    if options.only:
        cases = [c for c in cases if options.only in (*c.tags, c.scene, c.event, c.id)]
        if not cases:
            raise BadCaseFile([f"没有标签、场景或编号是「{options.only}」的用例"])
    bar = Bar(sys.stderr)
    suites = [str(path) for path in options.suites]
    key = os.environ.get("GOALIE_KEY", "")
    order = Order(cases, suites, target, options.repeat, options.resume, key)
    run, folder = run_now(order, settings, shops, lambda done, all: bar.show("评测", done, all))
    if options.judge:
        run = with_opinions(run, model_at(options.judge, options.judge_model))
        folder.end(run)
    _written(run, folder, options.report, options.junit)
    if options.json:
        print(run.model_dump_json())
    else:
        from evals.reporting.terminal import print_run

        print_run(run, _console())
        print(f"报告 {options.report or folder.report}")
    return FAILED if run.failed else PASSED


def _compare(options: argparse.Namespace, settings: Settings) -> int:
    from evals.reporting.compare import compared
    from evals.reporting.terminal import print_comparison
    from evals.running.store import RunStore

    store = RunStore(settings.home)
    comparison = compared(store.get(options.a).run(), store.get(options.b).run())
    if options.json:
        from evals.reporting.compare import to_record

        print(json.dumps(to_record(comparison), ensure_ascii=False))
    else:
        print_comparison(comparison, _console())
    return FAILED if any(changed.sure for changed in comparison.regressions) else PASSED


def _gate(options: argparse.Namespace, settings: Settings) -> int:
    from evals.release.at_the_gate import at_the_gate

    if bool(options.override) != bool(options.reason.strip()):
        _complain("放行要写明是谁、为什么：--override 姓名 --reason 原因")
        return BAD_FILE
    return at_the_gate(options.shops, settings, options.override, options.reason, _console())


def _grow(options: argparse.Namespace, settings: Settings) -> int:
    from evals.casebook.growing import grown
    from service.conversations.errors import ConversationError
    from service.storage.errors import StorageError

    try:
        row = grown(settings, options.shop, options.conversation, options.file)
    except (ConversationError, StorageError) as error:
        _complain(str(error))
        return BAD_FILE
    print(f"{options.file}：加了 {row['用例编号']}，请补上商品、期望价格等再用")
    return PASSED


def _mine(options: argparse.Namespace, settings: Settings) -> int:
    from evals.mining.mine import mined
    from evals.mining.trying import tried
    from evals.mining.workbook import NoWorkbook, written
    from evals.reporting.terminal import print_comparison, print_proposals
    from service.shops import read_shops
    from service.storage.errors import StorageError

    shop = read_shops(settings.shops).get(options.shop)
    try:
        found = mined(shop, settings, options.days, options.least)
    except StorageError as error:
        _complain(str(error))
        return BAD_FILE
    print_proposals(found, _console())
    try:
        if options.write is not None:
            done = written(shop.folder, found, options.write)
            print(f"{options.write}：改了 {len(done)} 条，黄色的格子；看过以后再上传")
        if options.trial:
            comparison = tried(shop, found, settings)
            print_comparison(comparison, _console())
            return FAILED if any(one.sure for one in comparison.regressions) else PASSED
    except NoWorkbook as error:
        _complain(str(error))
        return BAD_FILE
    return PASSED


def _trainees(options: argparse.Namespace, settings: Settings) -> int:
    from evals.practice.page import page
    from evals.practice.progress import progress
    from evals.practice.store import Practices
    from evals.reporting.terminal import print_trainees
    from service.clock import system_clock
    from service.shops import read_shops

    shop = read_shops(settings.shops).get(options.shop)
    practices = Practices(settings.home).all(shop.id, options.name)
    if not practices:
        whom = f"{options.name} 在" if options.name else ""
        _complain(f"{whom}{options.shop} 还没有练习记录：在运营台的「练习」里开始")
        return BAD_FILE
    found = progress(practices)
    if options.json:
        print(json.dumps([asdict(one) for one in found], ensure_ascii=False))
    else:
        print_trainees(found, _console())
    if options.report is not None:
        options.report.write_text(page(shop.id, practices, system_clock()), "utf-8")
        print(f"报告 {options.report}", file=sys.stderr if options.json else sys.stdout)
    return PASSED


def _report(options: argparse.Namespace, settings: Settings) -> int:
    from evals.running.store import RunStore

    folder = RunStore(settings.home).get(options.run)
    _written(folder.run(), folder, None, None)
    print(folder.report)
    return PASSED


def _list(options: argparse.Namespace, settings: Settings) -> int:
    from evals.running.errors import UnknownRun
    from evals.running.store import RunStore

    for folder in RunStore(settings.home).all():
        head = folder.head()
        try:
            failed = len(folder.run().failed)
            result = f"{failed} 条没过" if failed else "全部通过"
        except UnknownRun:
            failed, result = None, "没跑完"
        if options.json:
            print(json.dumps({**head.model_dump(mode="json"), "failed": failed}))
        else:
            whom = head.service or head.model or "不用模型"
            print(f"{head.id} {head.cases} 条 {result} {whom} {'、'.join(head.suites)}")
    return PASSED


def _schema(_options: argparse.Namespace, _settings: Settings) -> int:
    from evals.running.record import Run

    print(json.dumps(Run.model_json_schema(), ensure_ascii=False, indent=1))
    return PASSED


PARTS: Mapping[str, Callable[[argparse.Namespace, Settings], int]] = {
    "template": _template,
    "run": _run,
    "compare": _compare,
    "gate": _gate,
    "grow": _grow,
    "mine": _mine,
    "trainees": _trainees,
    "report": _report,
    "list": _list,
    "schema": _schema,
}


def _written(run: "Run", folder: "RunFolder", report: Path | None, junit: Path | None) -> None:
    from evals.reporting.junit import junit_xml
    from evals.reporting.page import page

    html, xml = page(run), junit_xml(run)
    for path in filter(None, (folder.report, report)):
        path.write_text(html, "utf-8")
    for path in filter(None, (folder.junit, junit)):
        path.write_bytes(xml)


def _wrong_target(model: str, service: str, judge: str = "") -> str:
    from evals.running.inside import SCRIPTED

    if model and service:
        return "--service 用的是服务自己的模型：--model 和 --service 只能选一个"
    if model and model not in SCRIPTED and not model.startswith(("http://", "https://")):
        return f"--model {model}：写 http 开头的地址，或 {'、'.join(SCRIPTED)}"
    if judge and not judge.startswith(("http://", "https://")):
        return f"--judge {judge}：写 http 开头的地址"
    if service and not service.startswith(("http://", "https://")):
        return f"--service {service}：写 http 开头的地址"
    return ""


def _times(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 100:
        raise argparse.ArgumentTypeError("1 到 100 的整数")
    return int(text)


def _console() -> "Console":
    from rich.console import Console

    return Console() if sys.stdout.isatty() else Console(width=_WIDE)


def _complain(*lines: str) -> None:
    for line in lines:
        print(line, file=sys.stderr)


def standalone(arguments: Sequence[str] | None = None) -> int:
    """``python -m evals``: by the settings in the environment."""
    parser = argparse.ArgumentParser(prog="goalie eval", description=HELP)
    add_arguments(parser)
    return main(parser.parse_args(arguments), Settings())

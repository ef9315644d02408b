"""``goalie index SHOP``: take in a shop folder and print what became of each row."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from knowledge.encoders import encoder_named
from knowledge.errors import KnowledgeError, StoreBusy
from knowledge.rehearsing import Rehearsal
from knowledge.report_files import conflict_to_record
from knowledge.shop_home import ShopHome
from knowledge.types import Conflict, ConflictKind, ImportReport
from knowledge.versions import Versions
from service.app import open_knowledge
from service.commands.at_the_gate import pass_gate
from service.commands.progress import Bar
from service.settings import Settings
from service.shops import BadShopFolder, Shop, read_shop
from service.shops.rule_faults import judge

OUTCOMES = {"taken": "新收", "unchanged": "未变", "updated": "更新", "refused": "未收"}
KINDS = {
    ConflictKind.DUPLICATE: "重复话术",
    ConflictKind.DIFFERENT_FIGURES: "数字不一致",
    ConflictKind.DIFFERENT_ANSWERS: "回复不一致",
    ConflictKind.SHARED_QUESTION: "相似问题重复",
    ConflictKind.DIFFERENT_FACTS: "参数不一致",
}
_SHOWN = 30
"""Characters of each side of a conflict; the whole texts are in ``--json``."""


@dataclass(frozen=True, slots=True)
class Options:
    """``dry_run`` writes nothing; ``prepare`` makes a version and leaves the active one."""

    dry_run: bool = False
    prepare: bool = False
    as_json: bool = False


def index(shop: str, settings: Settings, options: Options) -> int:
    """0 all taken, 1 rows refused, 2 the folder or the index cannot be used.

    Conflicts are listed and change no exit code: what contradicts is for people to decide.
    """
    try:
        found = read_shop(folder_of(shop, settings))
        report = _report(found, settings, options)
    except BadShopFolder as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        return 2
    except KnowledgeError as error:
        print(error, file=sys.stderr)
        if isinstance(error, StoreBusy):
            print("服务正在运行的话，请用 POST /v1/knowledge/jobs 导入。", file=sys.stderr)
        return 2
    for book in found.rulebooks:
        for doubt in book.doubts:
            print(f"提醒 {found.file_of(book.id)}：{doubt}", file=sys.stderr)
    print(_machine(report, options) if options.as_json else _table(found, report, options))
    return 1 if report.refused() else 0


def folder_of(shop: str, settings: Settings) -> Path:
    """The shop's folder, by its id or path."""
    path = Path(shop)
    return path if (path / "shop.yaml").exists() else settings.shops / shop


def _report(shop: Shop, settings: Settings, options: Options) -> ImportReport:
    bar = Bar(sys.stderr)
    if options.dry_run:
        encoder = encoder_named(settings.encoder, settings.encoder_endpoint)
        home = ShopHome(settings.home, shop.id)
        return Rehearsal(home, encoder, bar.show, judge).rehearse(shop.folder)
    gated = settings.release_gate and ShopHome(settings.home, shop.id).chosen().version is not None
    at_once = not (options.prepare or gated)
    with open_knowledge(settings) as knowledge:
        report = knowledge.index(shop.id, shop.folder, bar.show, activate=at_once)
    if gated and not options.prepare:
        pass_gate(shop.id, report.version, settings)
        Versions(ShopHome(settings.home, shop.id)).activate(report.version)
    return report


def _table(shop: Shop, report: ImportReport, options: Options) -> str:
    done = "演练，什么都没有写入" if options.dry_run else "已生效"
    if options.prepare and not options.dry_run:
        done = f"已准备，尚未生效：goalie activate {shop.id} {report.version}"
    lines = [
        f"{shop.profile.name}：{len(report.rows)} 行，{report.passages} 条知识，"
        f"版本 {report.version}（{done}）",
        *(f"  {OUTCOMES[outcome]}: {count}" for outcome, count in report.outcomes().items()),
        f"  移除: {report.removed}，{'最多需要' if options.dry_run else ''}编码: {report.encoded}",
    ]
    if report.covered:
        lines.append(f"  以上传的文件为准，店铺目录里的同名文件没有用：{'、'.join(report.covered)}")
    lines += [
        f"  未收 {row.place.label()} {f'「{row.field}」' if row.field else ''}{row.reason}"
        for row in report.refused()
    ]
    lines += [
        f"  注意 {row.place.label()} {row.reason}"
        for row in report.rows
        if row.reason and row.outcome != "refused"
    ]
    lines += [_conflict(conflict) for conflict in report.conflicts]
    return "\n".join(lines)


def _conflict(conflict: Conflict) -> str:
    skus = "、".join(sorted(conflict.skus)) or "全店"
    start = f"{conflict.valid_from:%Y-%m-%d %H:%M}" if conflict.valid_from else ""
    end = f"{conflict.valid_to:%Y-%m-%d %H:%M}" if conflict.valid_to else ""
    window = f"，{start} 至 {end}" if start or end else ""
    sides = (
        f"\n    {side.place.label()}：{' '.join(side.text.split())[:_SHOWN]}"
        for side in (conflict.one, conflict.other)
    )
    return f"  冲突 {KINDS[conflict.kind]}「{conflict.about}」（{skus}{window}）{''.join(sides)}"


def _machine(report: ImportReport, options: Options) -> str:
    rows = [
        {
            "place": row.place.label(),
            "outcome": row.outcome,
            "field": row.field,
            "reason": row.reason,
        }
        for row in report.rows
    ]
    body = {
        "shop": report.shop,
        "version": report.version,
        "active": not options.dry_run and not options.prepare,
        "passages": report.passages,
        "removed": report.removed,
        "encoded": report.encoded,
        "covered": list(report.covered),
        "conflicts": [conflict_to_record(conflict) for conflict in report.conflicts],
        "rows": rows,
    }
    return json.dumps(body, ensure_ascii=False)

"""``goalie index SHOP``: take in a shop folder and print what became of each row."""

import json
import sys
from collections import Counter
from pathlib import Path

from knowledge.errors import KnowledgeError
from knowledge.types import ImportReport
from service.app import open_knowledge
from service.settings import Settings
from service.shops import BadShopFolder, Shop, read_shop


def index(shop: str, settings: Settings, *, as_json: bool) -> int:
    """0 all taken, 1 rows refused, 2 the folder or the index cannot be used."""
    try:
        found = read_shop(_folder(shop, settings))
        knowledge = open_knowledge(settings)
        try:
            report = knowledge.index(found.id, found.folder, _progress)
        finally:
            knowledge.close()
    except BadShopFolder as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        return 2
    except KnowledgeError as error:
        print(error, file=sys.stderr)
        return 2
    print(_machine(report) if as_json else _table(found, report))
    return 1 if report.refused() else 0


def _folder(shop: str, settings: Settings) -> Path:
    path = Path(shop)
    return path if (path / "shop.yaml").exists() else settings.shops / shop


def _progress(what: str, done: int, total: int) -> None:
    end = "\n" if done == total else ""
    print(f"\r{what} {done}/{total}", end=end, file=sys.stderr, flush=True)


def _table(shop: Shop, report: ImportReport) -> str:
    counts = Counter(row.outcome for row in report.rows)
    lines = [
        f"{shop.profile.name}：{len(report.rows)} 行，{report.passages} 条知识，"
        f"版本 {report.version}"
    ]
    lines.extend(f"  {outcome}: {count}" for outcome, count in sorted(counts.items()))
    lines.extend(
        f"  未收 {row.place.label()} 「{row.field}」{row.reason}" for row in report.refused()
    )
    return "\n".join(lines)


def _machine(report: ImportReport) -> str:
    rows = [
        {
            "place": row.place.label(),
            "outcome": row.outcome,
            "field": row.field,
            "reason": row.reason,
        }
        for row in report.rows
    ]
    body = {"shop": report.shop, "version": report.version, "passages": report.passages}
    return json.dumps(body | {"removed": report.removed, "rows": rows}, ensure_ascii=False)

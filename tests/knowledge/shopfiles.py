"""Small real files, as a shop's people keep them."""

import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from knowledge.times import SHOP_ZONE
from tests.conftest import DEMO

NOON = datetime(2026, 11, 10, 12, 0, tzinfo=SHOP_ZONE)

COLUMNS = (
    *("话术编号", "场景", "阶段", "问题", "相似问题", "回复"),
    *("适用商品", "生效时间", "失效时间"),
)

Script = dict[str, Any]
"""A script row by its Chinese column names."""


def script(script_id: str, question: str, answer: str = "亲，可以的哦", **more: Any) -> Script:
    return {"话术编号": script_id, "问题": question, "回复": answer, **more}


def write_workbook(path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    """A workbook of these sheets, row by row from A1."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(path)
    return path


def write_scripts(path: Path, *scripts: Script) -> Path:
    """A script library with the headings in row 1 and the scripts from row 2."""
    rows = [[row.get(column) for column in COLUMNS] for row in scripts]
    return write_workbook(path, 话术=[COLUMNS, *rows])


def write_text(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding=encoding)
    return path


def write_pdf(path: Path, *pages: Sequence[Any], password: str = "") -> Path:
    """A page per argument: a text is a paragraph, ``# text`` a heading, a list of rows a table."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    body = ParagraphStyle("body", fontName="STSong-Light", fontSize=11, leading=16, wordWrap="CJK")
    heading = ParagraphStyle("heading", parent=body, fontSize=18, leading=26)
    lines = TableStyle(
        [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), "STSong-Light")]
    )
    story: list[Any] = []
    for page in pages:
        for part in page:
            if not isinstance(part, str):
                story.append(Table(part, style=lines))
            elif part.startswith("# "):
                story.append(Paragraph(part.removeprefix("# "), heading))
            else:
                story.append(Paragraph(part, body))
        story.append(PageBreak())
    path.parent.mkdir(parents=True, exist_ok=True)
    SimpleDocTemplate(str(path), pagesize=A4, encrypt=password or None).build(story)
    return path


def little_shops(shops: Path) -> Path:
    """The folder with the sample shop's catalogue and one event in it, and little to import."""
    without = shutil.ignore_patterns("manuals", "scripts", "sources", "synonyms")
    shutil.copytree(DEMO, shops / "demo", ignore=without)
    (shops / "demo" / "promotions" / "double12-2026.yaml").unlink()
    write_scripts(shops / "demo" / "scripts" / "a.xlsx", script("A1", "在吗"))
    write_text(shops / "demo" / "manuals" / "保修.md", "# 保修\n\n整机保修六年。")
    return shops

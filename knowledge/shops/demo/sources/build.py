"""Builds the sample shop's Excel, Word, PDF and HTML files from what is written in this folder.

    python -m knowledge.shops.demo.sources.build [--to FOLDER]

Equal sources give equal files, so the built ones are kept beside them and a test compares both.
"""

import argparse
import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from knowledge.shops.demo.sources import to_docx, to_html, to_pdf, to_xlsx
from knowledge.shops.demo.sources.markdown_blocks import Document, SourceError, read_document
from knowledge.shops.demo.sources.to_xlsx import Row, Sheet, write_workbook

SOURCES = Path(__file__).parent
SHOP = SOURCES.parent

# One line for each value of “格式” in a source's front matter, which is also the file's ending.
WRITERS: dict[str, Callable[[Document, Path], None]] = {
    "pdf": to_pdf.write,
    "docx": to_docx.write,
    "xlsx": to_xlsx.write,
    "html": to_html.write,
}

_TABLES_REVISED = date(2026, 10, 10)  # the date inside the workbooks; a CSV carries none
_AMOUNT_COLUMNS = {"价格"}


def build(to: Path = SHOP) -> list[Path]:
    """Writes catalog.xlsx, scripts/ and manuals/ below ``to``; returns the files, sorted.

    Raises ``SourceError`` for a source that cannot be built.
    """
    built = [_workbook(SOURCES / "catalog.csv", "商品", to / "catalog.xlsx")]
    for table in sorted((SOURCES / "scripts").glob("*.csv")):
        built.append(_workbook(table, "话术", to / "scripts" / f"{table.stem}.xlsx"))
    for source in sorted((SOURCES / "manuals").glob("*.md")):
        document = read_document(source)
        if document.format not in WRITERS:
            raise SourceError(f"{source.name}：格式应为 {'、'.join(WRITERS)} 之一。")
        target = to / "manuals" / f"{source.stem}.{document.format}"
        target.parent.mkdir(parents=True, exist_ok=True)
        WRITERS[document.format](document, target)
        built.append(target)
    return sorted(built)


def _workbook(table: Path, sheet: str, target: Path) -> Path:
    with table.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise SourceError(
                f"{table.name}：第 {number} 条有 {len(row)} 格，应有 {len(header)} 格。"
            )
    amounts = {column for column, name in enumerate(header) if name in _AMOUNT_COLUMNS}
    target.parent.mkdir(parents=True, exist_ok=True)
    cells = (tuple(header), *(_cells(row, amounts) for row in rows))
    write_workbook([Sheet(sheet, cells)], target, _TABLES_REVISED)
    return target


def _cells(row: list[str], amounts: set[int]) -> Row:
    return tuple(Decimal(cell) if column in amounts else cell for column, cell in enumerate(row))


def main() -> None:
    parser = argparse.ArgumentParser(description="生成示例店铺的 Excel、Word、PDF 和 HTML 文件")
    parser.add_argument(
        "--to", type=Path, default=SHOP, metavar="FOLDER", help="默认写回店铺文件夹"
    )
    for path in build(parser.parse_args().to):
        print(path)


if __name__ == "__main__":
    main()

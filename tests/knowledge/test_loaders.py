"""Every format a shop keeps, read from real files, with the place of every block."""

from collections.abc import Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from knowledge import loaders
from knowledge.errors import FileRefused
from knowledge.loaders import MAX_FILE_BYTES, Block
from knowledge.loaders.archive import MAX_UNPACKED_BYTES
from tests.knowledge.shopfiles import write_pdf, write_text, write_workbook


def load(path: Path, document: str) -> Sequence[Block]:
    return loaders.load(path, document).blocks


LONG = (
    "这台空调的室外机在低温下会自动除霜，除霜时室内机停止送风属于正常现象，" * 3 + "约十分钟恢复。"
)


def test_a_pdf_gives_paragraphs_under_their_headings_with_their_pages(tmp_path: Path) -> None:
    path = write_pdf(
        tmp_path / "a.pdf", ["# 噪音", "卧室可以放心用。", LONG], ["# 保修", "整机六年。"]
    )
    blocks = load(path, "manuals/a.pdf")
    assert [(b.text, b.place.page, b.place.headings) for b in blocks] == [
        ("卧室可以放心用。", 1, ("噪音",)),
        (LONG, 1, ("噪音",)),
        ("整机六年。", 2, ("保修",)),
    ]


def test_a_pdf_s_table_is_read_row_by_row_with_its_header(tmp_path: Path) -> None:
    table = [["系列", "噪音", "颜色"], ["静悦", "18dB", "白色"], ["清风", "22dB", "灰色"]]
    blocks = load(write_pdf(tmp_path / "a.pdf", ["规格如下。", table, "以实物为准。"]), "a.pdf")
    assert [b.text for b in blocks] == [
        "规格如下。",
        "系列：静悦；噪音：18dB；颜色：白色",
        "系列：清风；噪音：22dB；颜色：灰色",
        "以实物为准。",
    ]
    assert [b.is_row for b in blocks] == [False, True, True, False]


def test_a_pdf_s_running_heads_are_left_out(tmp_path: Path) -> None:
    pages = [
        ["禾风电器 第1页", "装箱。"],
        ["禾风电器 第2页", "安装。"],
        ["禾风电器 第3页", "保养。"],
    ]
    blocks = load(write_pdf(tmp_path / "a.pdf", *pages), "a.pdf")
    assert [b.text for b in blocks] == ["装箱。", "安装。", "保养。"]


def test_a_pdf_with_a_password_is_refused(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", ["内部资料"], password="secret")
    with pytest.raises(FileRefused, match="密码"):
        load(path, "a.pdf")


def test_a_scanned_pdf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="扫描件"):
        load(write_pdf(tmp_path / "a.pdf", [[[""]]]), "a.pdf")


def test_a_word_document_gives_headings_paragraphs_and_tables(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_heading("电热水器说明书", 0)
    document.add_heading("安装", 1)
    document.add_paragraph("承重墙上打孔。")
    document.add_heading("规格", 1)
    table = document.add_table(2, 2)
    for cell, text in zip((c for row in table.rows for c in row.cells), "甲乙丙丁", strict=True):
        cell.text = text
    table.cell(1, 0).merge(table.cell(1, 1))
    document.save(str(tmp_path / "a.docx"))

    blocks = load(tmp_path / "a.docx", "a.docx")
    assert [(b.text, b.place.headings) for b in blocks] == [
        ("承重墙上打孔。", ("电热水器说明书", "安装")),
        ("甲：乙", ("电热水器说明书", "规格")),
        ("丙 丁", ("电热水器说明书", "规格")),
    ]


def test_a_sheet_gives_a_block_per_row_with_its_number(tmp_path: Path) -> None:
    rows: list[list[str | float]] = [
        ["规格对照表"],
        ["系列", "匹数", "能效"],
        ["静悦", 1.5, "一级"],
        [],
        ["说明", "以实物为准"],
    ]
    blocks = load(write_workbook(tmp_path / "a.xlsx", 空调=rows), "a.xlsx")
    assert [(b.text, b.place.sheet, b.place.row, b.place.headings) for b in blocks] == [
        ("系列：静悦；匹数：1.5；能效：一级", "空调", 3, ("规格对照表",)),
        ("说明：以实物为准", "空调", 5, ()),
    ]


def test_merged_cells_show_their_text_in_every_row(tmp_path: Path) -> None:
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in (["系列", "型号", "噪音"], ["静悦", "35", "18dB"], ["", "26", "17dB"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    workbook.save(tmp_path / "a.xlsx")
    texts = [b.text for b in load(tmp_path / "a.xlsx", "a.xlsx")]
    assert texts[1] == "系列：静悦；型号：26；噪音：17dB"


def test_a_merged_area_as_large_as_the_sheet_costs_nothing(tmp_path: Path) -> None:
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.worksheets[0].append(["说明", "以实物为准"])
    workbook.save(tmp_path / "small.xlsx")
    claim = b"<mergeCells><mergeCell ref='A2:XFD1048576'/></mergeCells><pageMargins"
    with ZipFile(tmp_path / "small.xlsx") as small, ZipFile(tmp_path / "a.xlsx", "w") as large:
        for name in small.namelist():
            large.writestr(name, small.read(name).replace(b"<pageMargins", claim))
    assert [b.text for b in load(tmp_path / "a.xlsx", "a.xlsx")] == ["说明：以实物为准"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_csv_is_read_in_the_encodings_that_spreadsheets_write(
    tmp_path: Path, encoding: str
) -> None:
    path = write_text(tmp_path / "a.csv", "型号,名称,质保\nA1,空调,六年\n", encoding)
    assert [b.text for b in load(path, "a.csv")] == ["型号：A1；名称：空调；质保：六年"]


def test_html_keeps_headings_and_tables_and_drops_scripts_and_menus(tmp_path: Path) -> None:
    page = """<html><head><title>x</title><style>p{}</style></head><body><nav>首页</nav>
      <h1>发货说明</h1><p>付款后<b>48小时</b>内
      发货。<script>track()</script></p>
      <h2>时效</h2><table><tr><th>地区</th><th>仓库</th><th>天数</th></tr>
      <tr><td>华东</td><td rowspan=2>杭州</td><td>2</td></tr>
      <tr><td>华北</td><td>3</td></tr></table></body></html>"""
    blocks = load(write_text(tmp_path / "a.html", page), "a.html")
    assert [(b.text, b.place.headings) for b in blocks] == [
        ("付款后48小时内发货。", ("发货说明",)),
        ("地区：华东；仓库：杭州；天数：2", ("发货说明", "时效")),
        ("地区：华北；仓库：杭州；天数：3", ("发货说明", "时效")),
    ]


def test_markdown_keeps_headings_lists_and_tables(tmp_path: Path) -> None:
    text = """# 发票说明

默认开**电子普通发票**，见[说明](http://x)。

## 抬头
- 个人
- 企业

| 类型 | 时效 | 费用 |
|---|:-:|--:|
| 电子 | 24小时 | 免费 |
"""
    blocks = load(write_text(tmp_path / "a.md", text), "a.md")
    assert [(b.text, b.place.headings) for b in blocks] == [
        ("默认开电子普通发票，见说明。", ("发票说明",)),
        ("- 个人\n- 企业", ("发票说明", "抬头")),
        ("类型：电子；时效：24小时；费用：免费", ("发票说明", "抬头")),
    ]


def test_text_is_cut_at_blank_lines(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.txt", "第一段\n还是第一段\n\n\n第二段\n", "gbk")
    assert [b.text for b in load(path, "a.txt")] == ["第一段\n还是第一段", "第二段"]


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".xlsx", ".csv", ".html", ".md", ".txt"])
def test_an_empty_file_is_refused(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(FileRefused, match="空的"):
        load(write_text(tmp_path / f"a{suffix}", ""), "a")


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".xlsx"])
def test_a_damaged_file_is_refused(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(FileRefused, match="损坏"):
        load(write_text(tmp_path / f"a{suffix}", "PK\x03\x04 not really"), "a")


def test_an_encrypted_office_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(FileRefused, match="密码"):
        load(tmp_path / "a.xlsx", "a.xlsx")


def test_an_archive_that_explodes_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.xlsx", "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(MAX_UNPACKED_BYTES + 1))
    with pytest.raises(FileRefused, match="解压后"):
        load(tmp_path / "a.xlsx", "a.xlsx")


def test_a_file_above_the_limit_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(FileRefused, match="20 MB"):
        load(tmp_path / "a.txt", "a.txt")


def test_an_unknown_format_is_refused_with_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"\.pptx.*\.pdf"):
        load(write_text(tmp_path / "a.pptx", "x"), "a.pptx")


def test_a_binary_file_named_txt_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\x00\x00")
    with pytest.raises(FileRefused, match="不是文本"):
        load(tmp_path / "a.txt", "a.txt")

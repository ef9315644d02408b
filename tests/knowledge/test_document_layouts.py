"""PDF, Word and HTML as people lay them out: columns, page breaks, boxes, lists, nested tables."""

from pathlib import Path
from typing import Any
from zipfile import ZipFile

from knowledge.loaders import Loaded, load
from knowledge.loaders.base import Block
from knowledge.passages import passages_of
from knowledge.types import Place
from tests.knowledge.hostile import rewritten, word
from tests.knowledge.shopfiles import write_pdf, write_text

LEFT = [f"左栏第{n}行的文字写满整整一栏的宽度不留空白。" for n in range(8)]
RIGHT = [f"右栏第{n}行的文字写满整整一栏的宽度不留空白。" for n in range(8)]


def texts(loaded: Loaded) -> list[str]:
    return [block.text for block in loaded.blocks]


def canvas(path: Path) -> Any:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    drawn = Canvas(str(path), pagesize=(595, 842))
    drawn.setFont("STSong-Light", 11)
    return drawn


def test_columns_of_text_are_read_one_after_the_other(tmp_path: Path) -> None:
    drawn = canvas(tmp_path / "a.pdf")
    drawn.setFont("STSong-Light", 18)
    drawn.drawString(200, 790, "安装与保养")
    drawn.setFont("STSong-Light", 11)
    for at, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        drawn.drawString(50, 740 - 18 * at, left)
        drawn.drawString(320, 740 - 18 * at, right)
    drawn.save()
    loaded = load(tmp_path / "a.pdf", "a.pdf")
    assert texts(loaded) == [*LEFT, *RIGHT]
    assert {block.place.headings for block in loaded.blocks} == {("安装与保养",)}


def test_a_table_without_lines_is_not_taken_for_columns(tmp_path: Path) -> None:
    drawn = canvas(tmp_path / "a.pdf")
    for at in range(8):
        drawn.drawString(50, 740 - 18 * at, f"参数{at}")
        drawn.drawString(320, 740 - 18 * at, f"{at}0dB，以实物测得的数值为准")
    drawn.save()
    assert texts(load(tmp_path / "a.pdf", "a.pdf"))[0].startswith("参数0 00dB")


def test_a_table_over_a_page_break_keeps_its_header(tmp_path: Path) -> None:
    rows = [["代码", "含义", "处理"], *([f"E{n}", f"故障{n}", "重启"] for n in range(60))]
    loaded = load(write_pdf(tmp_path / "a.pdf", [rows]), "a.pdf")
    assert {block.place.page for block in loaded.blocks} == {1, 2}
    assert texts(loaded) == [f"代码：E{n}；含义：故障{n}；处理：重启" for n in range(60)]


def test_a_page_on_its_side_is_turned(tmp_path: Path) -> None:
    for turn in (90, -90):
        drawn = canvas(tmp_path / "a.pdf")
        drawn.rotate(turn)
        drawn.drawString(100 if turn > 0 else -700, -200 if turn > 0 else 200, "卧室可以放心用。")
        drawn.save()
        assert texts(load(tmp_path / "a.pdf", "a.pdf")) == ["卧室可以放心用。"]


def test_a_page_turned_by_the_viewer_is_read_as_it_is_seen(tmp_path: Path) -> None:
    drawn = canvas(tmp_path / "a.pdf")
    drawn.setPageRotation(90)
    drawn.rotate(90)
    drawn.drawString(100, -200, "第一行。")
    drawn.drawString(100, -230, "第二行。")
    drawn.save()
    assert texts(load(tmp_path / "a.pdf", "a.pdf")) == ["第一行。", "第二行。"]


def test_scanned_pages_between_others_are_named(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("L", (4, 4)).save(tmp_path / "scan.png")
    drawn = canvas(tmp_path / "a.pdf")
    drawn.drawString(100, 700, "整机六年。")
    drawn.showPage()
    drawn.drawImage(str(tmp_path / "scan.png"), 0, 0, 500, 800)
    drawn.save()
    loaded = load(tmp_path / "a.pdf", "a.pdf")
    assert texts(loaded) == ["整机六年。"]
    assert "第 2 页只有图片" in loaded.notes[0]


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def body(path: Path, xml: str, **parts: str) -> Loaded:
    """A Word document with this inside its body, before what the sample holds."""
    added = {name: content.encode() for name, content in parts.items()}
    rewritten(
        word(path),
        "word/document.xml",
        lambda old: old.replace(b"<w:body>", b"<w:body>" + xml.encode(), 1),
        **added,
    )
    return load(path, "a.docx")


def paragraph(text: str, about: str = "") -> str:
    return f"<w:p><w:pPr>{about}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_word_s_boxes_controls_and_insertions_are_read_and_deletions_are_not(
    tmp_path: Path,
) -> None:
    xml = (
        f"<w:sdt><w:sdtContent>{paragraph('控件里的字。')}</w:sdtContent></w:sdt>"
        "<w:p><w:ins><w:r><w:t>加上的</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>删去的</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏的</w:t></w:r><w:r><w:t>字。</w:t></w:r></w:p>"
        f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('框里的字。')}</w:txbxContent></w:pict>"
        "<w:t>框外的字。</w:t></w:r></w:p>"
    )
    assert texts(body(tmp_path / "a.docx", xml))[:4] == [
        "控件里的字。",
        "加上的字。",
        "框外的字。",
        "框里的字。",
    ]


def test_word_s_outline_levels_are_headings(tmp_path: Path) -> None:
    xml = paragraph("安装", '<w:outlineLvl w:val="0"/>') + paragraph("放平。")
    (block, *_) = body(tmp_path / "a.docx", xml).blocks
    assert (block.text, block.place.headings) == ("放平。", ("安装",))


def test_word_s_lists_keep_their_numbers(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    for text in ("断电。", "拆滤网。"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("注意安全。", style="List Bullet")
    document.save(str(tmp_path / "a.docx"))
    assert texts(load(tmp_path / "a.docx", "a.docx")) == [
        "1. 断电。",
        "2. 拆滤网。",
        "- 注意安全。",
    ]


def test_word_s_tables_with_merged_cells_and_tables_inside(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    table = document.add_table(3, 3)
    rows = [["系列", "型号", "说明"], ["静悦", "35", ""], ["", "26", "以实物为准"]]
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    inner = table.cell(1, 2).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "噪音", "18dB"
    document.save(str(tmp_path / "a.docx"))
    assert texts(load(tmp_path / "a.docx", "a.docx")) == [
        "系列：静悦；型号：35；说明：噪音：18dB",
        "系列：静悦；型号：26；说明：以实物为准",
    ]


def test_word_s_footnotes_stand_where_they_are_referred_to(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    with ZipFile(path) as archive:
        rels = archive.read("word/_rels/document.xml.rels").decode()
        types = archive.read("[Content_Types].xml").decode()
    part = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    changed = {
        "word__footnotes.xml": f"<w:footnotes {_W}><w:footnote w:id='7'>"
        f"{paragraph('人为损坏除外')}</w:footnote></w:footnotes>",
        "word___rels__document.xml.rels": rels.replace(
            "</Relationships>",
            f'<Relationship Id="n1" Type="{kind}" Target="footnotes.xml"/></Relationships>',
        ),
        "[Content_Types].xml": types.replace(
            "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{part}"/></Types>'
        ),
    }
    rewritten(
        path,
        "word/document.xml",
        lambda old: old.replace(
            "保修六年".encode(),
            '保修六年</w:t><w:footnoteReference w:id="7"/><w:t>'.encode(),
        ),
        **{name: content.encode() for name, content in changed.items()},
    )
    assert texts(load(path, "a.docx"))[0] == "整机保修六年（人为损坏除外）。"


def test_html_tables_that_only_place_things_are_no_tables(tmp_path: Path) -> None:
    page = """<table><tr><td><h2>时效</h2><p>两天送达。</p>
      <table><tr><th>地区</th><th>仓库</th><th>天数</th></tr>
      <tr><td>华东</td><td>杭州</td><td>2</td></tr></table></td><td>旁注。</td></tr></table>"""
    loaded = load(write_text(tmp_path / "a.html", page), "a.html")
    assert texts(loaded) == ["两天送达。", "地区：华东；仓库：杭州；天数：2", "旁注。"]
    assert {block.place.headings for block in loaded.blocks} == {("时效",)}


def test_a_row_that_fills_a_page_keeps_its_product_in_every_part() -> None:
    row = "适用型号：HF-A1；说明：" + "先断电再拆下滤网冲洗干净。" * 100
    place = Place("manuals/a.xlsx", sheet="保养", row=2)
    passages = passages_of([Block(row, place, is_row=True)], "hash")
    assert len(passages) > 1
    assert all(passage.text.startswith("适用型号：HF-A1；") for passage in passages)
    assert {passage.skus for passage in passages} == {frozenset({"HF-A1"})}

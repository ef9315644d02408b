"""A document as a PDF, in the CID font STSong-Light, which every reader has: none is embedded."""

from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from knowledge.shops.demo.sources.markdown_blocks import (
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
    Table,
)

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Flowable

# All in points.
_FONT = "STSong-Light"
_MARGIN = 54
_PAGE_WIDTH, _PAGE_HEIGHT = 595, 842  # A4
_FRAME_PADDING = 6  # reportlab's own, inside the margins
_TEXT_WIDTH = _PAGE_WIDTH - 2 * (_MARGIN + _FRAME_PADDING)
_BODY_SIZE = 10.5
_HEADING_SIZES = {1: 20.0, 2: 15.0, 3: 12.5}
_CELL_SIZE = 9
_CELL_PADDING = 5

_GRID_COLOUR = "#9AA7B4"
_HEADER_COLOUR = "#E8EEF4"


def write(document: Document, path: Path) -> None:
    """Uncompressed and without a build time, so that equal sources give equal bytes."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    template = SimpleDocTemplate(
        str(path),
        pagesize=(_PAGE_WIDTH, _PAGE_HEIGHT),
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=document.title,
        author="禾风电器旗舰店",
        subject=f"修订 {document.revised.isoformat()}",
        invariant=1,
        pageCompression=0,
    )
    template.build([flowable for block in document.blocks for flowable in _flowables(block)])


def _style(
    size: float, *, indent: float = 0, before: float = 0, after: float = 0
) -> "ParagraphStyle":
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle(
        f"{size}-{indent}",
        fontName=_FONT,
        bulletFontName=_FONT,  # reportlab's own font has no readable bullet
        fontSize=size,
        leading=size * 1.55,
        leftIndent=indent,
        spaceBefore=before,
        spaceAfter=after,
        # Chinese breaks between any two characters.
        wordWrap="CJK",
        keepWithNext=size > _BODY_SIZE,
    )


def _flowables(block: Block) -> "list[Flowable]":
    from reportlab.platypus import Paragraph as Text

    if isinstance(block, Heading):
        size = _HEADING_SIZES[block.level]
        return [Text(escape(block.text), _style(size, before=size * 0.7, after=size * 0.3))]
    if isinstance(block, Paragraph):
        return [Text(escape(block.text), _style(_BODY_SIZE, after=5))]
    if isinstance(block, Listing):
        style = _style(_BODY_SIZE, indent=15, after=2)
        return [Text(escape(item), style, bulletText=mark) for mark, item in block.marked()]
    return [_grid(block)]


def _grid(table: Table) -> "Flowable":
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import Paragraph as Text
    from reportlab.platypus import Table as Grid

    style = _style(_CELL_SIZE)
    cells = [[Text(escape(cell), style) for cell in row] for row in (table.header, *table.rows)]
    return Grid(
        cells,
        colWidths=_column_widths(table),
        repeatRows=1,
        spaceBefore=4,
        spaceAfter=9,
        style=[
            ("GRID", (0, 0), (-1, -1), 0.6, HexColor(_GRID_COLOUR)),
            ("BACKGROUND", (0, 0), (-1, 0), HexColor(_HEADER_COLOUR)),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), _CELL_PADDING),
            ("RIGHTPADDING", (0, 0), (-1, -1), _CELL_PADDING),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ],
    )


def _column_widths(table: Table) -> list[float]:
    """Columns that fit on one line keep it; the wider ones share what is left equally."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    padding = 2 * _CELL_PADDING + 2
    needed = [
        max(stringWidth(text, _FONT, _CELL_SIZE) for text in column) + padding
        for column in zip(table.header, *table.rows, strict=True)
    ]
    left, widths = float(_TEXT_WIDTH), dict.fromkeys(range(len(needed)), 0.0)
    waiting = sorted(widths, key=lambda column: needed[column])
    for place, column in enumerate(waiting):
        widths[column] = min(needed[column], left / (len(waiting) - place))
        left -= widths[column]
    return [widths[column] + left / len(needed) for column in range(len(needed))]

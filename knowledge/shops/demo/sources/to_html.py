"""A document as one self-contained HTML page."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

from knowledge.shops.demo.sources.markdown_blocks import (
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
)

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="revised" content="{revised}">
<title>{title}</title>
<style>
body {{ max-width: 46em; margin: 2em auto; padding: 0 1em; line-height: 1.7; }}
table {{ border-collapse: collapse; width: 100%; margin: 1em 0; }}
th, td {{ border: 1px solid #bbb; padding: .3em .6em; text-align: left; }}
th {{ background: #e8eef4; }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def write(document: Document, path: Path) -> None:
    body = "\n".join(_element(block) for block in document.blocks)
    page = _PAGE.format(
        title=escape(document.title), revised=document.revised.isoformat(), body=body
    )
    path.write_text(page, encoding="utf-8", newline="\n")


def _element(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f"<p>{escape(block.text)}</p>"
    if isinstance(block, Listing):
        tag = "ol" if block.ordered else "ul"
        items = "\n".join(f"<li>{escape(item)}</li>" for item in block.items)
        return f"<{tag}>\n{items}\n</{tag}>"
    rows = "\n".join(_row(row, "td") for row in block.rows)
    return (
        f"<table>\n<thead>\n{_row(block.header, 'th')}\n</thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table>"
    )


def _row(cells: Iterable[str], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"

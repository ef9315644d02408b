"""The scripts' own workbook with the new wording in its cells, to be looked at and uploaded."""

from collections.abc import Sequence
from pathlib import Path

from knowledge.types import Place

from .proposals import Proposal

_MARK = "FFFFF2CC"


class NoWorkbook(Exception):
    """The proposals' script does not stand in an Excel file; the message says where."""


def written(folder: Path, proposals: Sequence[Proposal], target: Path) -> list[Proposal]:
    """Writes a copy of the scripts' file with every proposal of that file that has a text; each
    changed cell is yellow. Gives those that were written. Raises ``NoWorkbook``."""
    from openpyxl import load_workbook
    from openpyxl.styles import PatternFill

    chosen = [proposal for proposal in proposals if proposal.proposed]
    if not chosen:
        raise NoWorkbook("没有可以直接改话术的建议")
    document = chosen[0].script.place.document
    if not document.endswith((".xlsx", ".xlsm")):
        raise NoWorkbook(f"{document} 不是 Excel：请照列出的改法自己改")
    book = load_workbook(folder / document)
    done: dict[Place, Proposal] = {}
    for proposal in chosen:
        place = proposal.script.place
        if place.document != document or place in done or place.row is None:
            continue  # one change to a script at a time: the next is mined from what agents do then
        for cell in book[place.sheet or book.sheetnames[0]][place.row]:
            if str(cell.value or "").strip() == proposal.script.answer.strip():
                cell.value = proposal.proposed
                cell.fill = PatternFill("solid", start_color=_MARK)
                done[place] = proposal
    book.save(target)
    return list(done.values())

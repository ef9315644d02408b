"""True drafts without end: quotes in every phrasing, attributes, filled scripts, manuals' words."""

import csv
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle

from service.assist.draft.slots import closed, filled
from service.assist.ground import ledger_of, retelling
from service.assist.guard import sentences

from .cases import Case, World
from .draft import Draft, Piece, Slot
from .phrasings import OF_A_PRESALE, PHRASINGS, attributes
from .spellings import spelt

_FIGURE = re.compile(
    r"(?<![\d.\-/A-Za-z])\d+(?:\.\d+)?(?=元|天|小时|年|个月|台|%|折|dB|℃|分钟|kg|升|L|W|㎡|米|次|张|点|级|档)"
)


def drafts(world: World, rng: random.Random) -> Iterator[Draft]:
    """Two of three are of a quote; the others retell a script, a manual or an attribute."""
    retold = cycle(_retold(world, rng))
    for number, case in enumerate(world.cases(rng)):
        if number % 3 == 2:
            yield next(retold)
            continue
        ways = [*PHRASINGS, *OF_A_PRESALE, *OF_A_PRESALE] if case.quote.deposit else PHRASINGS
        pieces = rng.choice(ways)(case)
        if pieces:
            yield Draft("报价", tuple(pieces), case.ledger, case.evidence, case)


def respelt(draft: Draft, rng: random.Random) -> Draft | None:
    """The same draft with its whole amounts written in other ways; as true as before."""
    changed: list[Piece] = []
    for piece in draft.pieces:
        if isinstance(piece, Slot) and piece.what == "amount" and int(piece.value) % 100 == 0:  # type: ignore[arg-type]
            changed.append(spelt(int(piece.value) // 100, rng))  # type: ignore[arg-type]
        else:
            changed.append(piece)
    return replace(draft, kind=f"{draft.kind}换写法", pieces=tuple(changed))


def _retold(world: World, rng: random.Random) -> list[Draft]:
    found = [*_attributes(world), *_scripts(world), *_manuals(world)]
    rng.shuffle(found)
    return found


def _attributes(world: World) -> Iterator[Draft]:
    for case in _plain_cases(world):
        for pieces in attributes(case):
            yield Draft("参数", tuple(pieces), case.ledger, case.evidence, case)


def _plain_cases(world: World) -> Iterator[Case]:
    from .cases import BEGINNING

    for sku in world.skus:
        if case := world.case([sku], 1, "", "", BEGINNING):
            yield case


def _scripts(world: World) -> Iterator[Draft]:
    """Every sentence with a figure of every approved script that this basket can fill."""
    cases = {case.product.sku: case for case in _plain_cases(world)}
    for path in sorted((world.shop.folder / "sources" / "scripts").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as source:
            for row in csv.DictReader(source):
                case = cases.get(row["适用商品"].split("｜")[0] or "HF-KFR35-JY")
                text = filled(row["回复"], case.evidence) if case else None
                if case and text:
                    ledger = ledger_of(case.evidence) | retelling(
                        [(closed(row["回复"]), row["话术编号"])]
                    )
                    for sentence in sentences(text):
                        if pieces := _figures(sentence):
                            yield Draft("话术", tuple(pieces), ledger, case.evidence)


def _manuals(world: World) -> Iterator[Draft]:
    """Sentences with a figure of the manuals and policies, retold word for word."""
    case = next(_plain_cases(world))
    for path in sorted((world.shop.folder / "sources" / "manuals").glob("*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            plain = line.strip("-# |").strip()
            if "|" in plain or not plain.endswith(("。", "；")):
                continue
            for sentence in sentences(plain):
                if pieces := _figures(sentence):
                    ledger = ledger_of(case.evidence) | retelling([(plain, path.name)])
                    yield Draft("说明书", tuple(pieces), ledger, case.evidence)


def _figures(text: str) -> list[Piece]:
    pieces: list[Piece] = []
    end = 0
    for match in _FIGURE.finditer(text):
        pieces.append(text[end : match.start()])
        pieces.append(Slot("number", "资料里的数", match[0], match[0], frozenset({match[0]})))
        end = match.end()
    return [*pieces, text[end:]] if pieces else []

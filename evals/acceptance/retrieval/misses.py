"""Every question whose answer our search did not put first, as a table in a file."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from knowledge.ranked_text import embedded_text

from .figures import first_rank
from .measured import Ranking, Result

HEADINGS = ("集", "问题编号", "上一句", "问题", "应为", "应为内容", "名次", "我们排第一的")
SHOWN = 60
"""Characters of a passage that are shown."""


def write_misses(results: Sequence[Result], path: Path) -> Path:
    """The file's path; it is written anew."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t")
        writer.writerow(HEADINGS)
        for result in results:
            for ranking in result.ours.rankings:
                writer.writerows(_missed(result.run.name, ranking))
    return path


def _missed(run: str, ranking: Ranking) -> Iterator[tuple[str, ...]]:
    asked = ranking.asked
    rank = first_rank(ranking.ids, asked.gold)
    if rank == 1:
        return
    texts = {passage.id: embedded_text(passage) for passage in ranking.room.passages}
    right = max(asked.gold, key=lambda id_: asked.gold[id_])
    first = ranking.ids[0] if ranking.ids else ""
    yield (
        run,
        asked.id,
        asked.previous,
        asked.text,
        right,
        _shown(texts.get(right, "（不在范围内）")),
        str(rank or "前十之外"),
        _shown(texts.get(first, "")),
    )


def _shown(text: str) -> str:
    return " ".join(text.split())[:SHOWN]

"""The first reply rests on the file or script that the case names; one that is gone is named."""

from collections.abc import Iterator

from .reply import Reply


def applies(reply: Reply) -> bool:
    return bool(reply.case.sources)


def faults(reply: Reply) -> Iterator[str]:
    for group in reply.case.sources:
        cited = [c["place"] for c in reply.cited()] + [c["document"] for c in reply.cited()]
        places = {source: reply.shelf.place_of(source) for source in group}
        if any(_rests_on(source, places[source], cited) for source in group):
            continue
        own = (reply.shop.catalogue.file, *reply.shop.rulebook_files)
        gone = [s for s in group if reply.shelf.known and not places[s] and s not in own]
        if gone:
            yield f"知识库里没有「{'」「'.join(gone)}」：文件没有导入，或被删掉了"
        else:
            where = "、".join(dict.fromkeys(c["place"] for c in reply.cited())) or "没有出处"
            yield f"依据应是「{'」或「'.join(group)}」，实际是 {where}"


def _rests_on(source: str, place: str, cited: list[str]) -> bool:
    return any(source in where or (place and place == where) for where in cited)


CHECK = applies, faults

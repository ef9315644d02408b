"""The one door to LangChain's retriever interface: our search for people's own agents."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from knowledge.index import Knowledge
from knowledge.types import Hit, Kind

if TYPE_CHECKING:
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever


def as_retriever(
    knowledge: Knowledge,
    shop_id: str,
    clock: Callable[[], datetime],
    *,
    skus: frozenset[str] = frozenset(),
    kinds: frozenset[Kind] | None = None,
    limit: int = 5,
) -> "BaseRetriever":
    """A LangChain retriever over ``Knowledge.search`` of one shop, at the minute of ``clock``.

    A document's metadata holds ``source`` (the place as text), ``document``, ``score`` (0 to 1),
    ``script_id`` and ``skus``. Raises ``NotIndexed`` when it is asked.
    """
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.retrievers import BaseRetriever

    class KnowledgeRetriever(BaseRetriever):
        """The shop's passages that hold now."""

        def _get_relevant_documents(
            self, query: str, *, run_manager: CallbackManagerForRetrieverRun
        ) -> list["Document"]:
            hits = knowledge.search(shop_id, query, at=clock(), skus=skus, kinds=kinds, limit=limit)
            return [_document(hit) for hit in hits]

    return KnowledgeRetriever()


def _document(hit: Hit) -> "Document":
    from langchain_core.documents import Document

    passage = hit.passage
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "source": passage.place.label(),
            "document": passage.place.document,
            "score": hit.score,
            "kind": passage.kind.value,
            "script_id": passage.script_id,
            "skus": sorted(passage.skus),
        },
    )

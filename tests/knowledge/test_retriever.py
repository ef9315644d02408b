"""Our search as a LangChain retriever."""

from pathlib import Path

from knowledge.index import Knowledge
from knowledge.retriever import as_retriever
from tests.knowledge.shopfiles import NOON, script, write_scripts


async def test_langchain_finds_what_our_search_finds(knowledge: Knowledge, folder: Path) -> None:
    rows = [script("A1", "包邮吗", "亲，全国包邮", 适用商品="HF-1"), script("A2", "能退吗")]
    write_scripts(folder / "scripts" / "a.xlsx", *rows)
    knowledge.index("demo", folder)
    retriever = as_retriever(knowledge, "demo", lambda: NOON, limit=1)

    (document,) = retriever.invoke("包邮吗")
    assert document.page_content == "包邮吗\n亲，全国包邮"
    assert document.metadata == {
        "source": "scripts/a.xlsx · 话术 · 第2行",
        "document": "scripts/a.xlsx",
        "score": 1.0,
        "kind": "script",
        "script_id": "A1",
        "skus": ["HF-1"],
    }
    assert await retriever.ainvoke("包邮吗") == [document]

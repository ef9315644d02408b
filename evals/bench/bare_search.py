"""A bare FastAPI endpoint that searches the sample shop as a suggestion does, and nothing more: no
understanding, no price, no guard, nothing stored.

    python -m evals.bench.bare_search HOME PORT
"""

import sys
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI

from service.api.schemas import SuggestionRequest
from service.app import open_knowledge
from service.cli import DEMO_AT
from service.settings import Settings

SHOP = "demo"


def application(home: Path) -> FastAPI:
    knowledge = open_knowledge(Settings(home=home))
    app = FastAPI()

    @app.post("/v1/suggestions")
    async def search(body: SuggestionRequest) -> list[dict[str, Any]]:
        sku = body.context.sku if body.context and body.context.sku else ""
        skus = frozenset({sku} - {""})
        hits = knowledge.pinned(SHOP).search(SHOP, body.turns[-1].text, at=DEMO_AT, skus=skus)
        return [{"text": hit.passage.text, "score": hit.score} for hit in hits]

    return app


if __name__ == "__main__":
    made = application(Path(sys.argv[1]))
    uvicorn.run(made, port=int(sys.argv[2]), log_level="error", access_log=False)

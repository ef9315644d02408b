"""A bare FastAPI endpoint that takes a request for suggestions and gives back a kept answer.

Nothing is read, searched or stored: what is left is what HTTP, the body's check and the answer's
JSON cost on this server.

    python -m evals.bench.bare ANSWER.json PORT
"""

import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from service.api.schemas import Answer, SuggestionRequest


def application(kept: Answer) -> FastAPI:
    app = FastAPI()

    @app.post("/v1/suggestions")
    async def suggest(body: SuggestionRequest) -> Answer:
        return kept

    return app


if __name__ == "__main__":
    answer = Answer.model_validate_json(Path(sys.argv[1]).read_bytes())
    uvicorn.run(application(answer), port=int(sys.argv[2]), log_level="error", access_log=False)

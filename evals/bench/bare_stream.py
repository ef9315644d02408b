"""A bare FastAPI service that keeps streams open, and nothing more: a comment now and then.

python -m evals.bench.bare_stream PORT
"""

import asyncio
import sys
from collections.abc import AsyncIterator

import uvicorn
from fastapi import FastAPI
from fastapi.responses import StreamingResponse

BREATH_SECONDS = 12.0
app = FastAPI()


@app.get("/events", response_class=StreamingResponse)
async def events() -> StreamingResponse:
    return StreamingResponse(_quiet(), media_type="text/event-stream")


async def _quiet() -> AsyncIterator[bytes]:
    while True:
        yield b": \n\n"
        await asyncio.sleep(BREATH_SECONDS)


if __name__ == "__main__":
    uvicorn.run(app, port=int(sys.argv[1]), log_level="error", access_log=False)

"""The reading process: ``python -m knowledge.isolation.worker READERS LIMITS``.

::

    request   one line of JSON: {"reader", "path", "document", "sha256"}
    reply     8 bytes of length, then JSON: {"reading", "retires"} or {"failed", "retires"};
              {"refused": reason} for a file that is told to be mended; and {"ready"} once, before
              the first request

``READERS`` is a module with a table of that name; ``LIMITS`` is a JSON object. The process ends
when its requests end, which they do with the process that started it, and when it is idle.
"""

import json
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

from knowledge.errors import FileRefused
from knowledge.isolation.limits import Limits, grant_time, peak_megabytes, restrict

_NEARLY = 0.85  # of the memory: with one more allocation as large as many, it was too much


def main(readers: str, limits: Limits) -> None:
    """Answers requests until there are no more."""
    replies = _replies()
    requests: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(requests,), daemon=True).start()
    # openpyxl would load numpy, only to know its number types.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]
    table = import_module(readers).READERS
    restrict(limits)
    _send(replies, {"ready": True})
    while True:
        try:
            request = requests.get(timeout=limits.idle_seconds)
        except Empty:
            os._exit(0)
        grant_time(limits)
        reply = _answer(json.loads(request), table, limits)
        retires = "failed" in reply or peak_megabytes() > limits.keep_megabytes
        _send(replies, {**reply, "retires": retires})


def _answer(request: Mapping[str, str], table: Mapping[str, Any], limits: Limits) -> dict[str, Any]:
    try:
        reading = table[request["reader"]](
            Path(request["path"]), request["document"], request["sha256"]
        )
        return {"reading": reading.to_record()}
    except FileRefused as refused:
        return {"refused": str(refused)}
    except Exception as error:  # MemoryError, and whatever a damaged file leads a parser to
        # Libraries that get no memory fail in their own ways.
        no_memory = peak_megabytes() > _NEARLY * limits.memory_megabytes
        return {"failed": MemoryError.__name__ if no_memory else type(error).__name__}


def _send(replies: BinaryIO, reply: Mapping[str, Any]) -> None:
    content = json.dumps(reply, ensure_ascii=True).encode()
    replies.write(len(content).to_bytes(8, "big"))
    replies.write(content)
    replies.flush()


def _replies() -> BinaryIO:
    """Where the replies go. What a library prints goes nowhere instead of among them."""
    replies = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return replies


def _listen(requests: "SimpleQueue[bytes]") -> None:
    """Takes requests also while a file is being read, to notice that nobody waits any more."""
    for line in sys.stdin.buffer:
        requests.put(line)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], Limits(**json.loads(sys.argv[2])))

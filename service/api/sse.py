"""Server-sent events of ``POST /v1/suggestions``.

state        {conversation_id, state}      once, first
suggestion   {suggestion}                  a whole candidate; the same id again replaces it
delta        {id, text}                    one more verified sentence of a candidate
handoff      {handoff}                     at most once
done         {degraded, seconds, mode}     last; everything has been stored before it
error        a problem document            last, instead of ``done``
"""

import json
from typing import Any


def encoded(event: str, data: Any) -> bytes:
    """One event. JSON has no bare line breaks, so one ``data:`` line holds it."""
    return f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def data_only(data: Any) -> bytes:
    """An event without a name, as the OpenAI protocol has them; text stands as it is."""
    told = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return f"data: {told}\n\n".encode()

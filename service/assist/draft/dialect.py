"""What an endpoint understands beyond the plain protocol: tools, and usage at the stream's end.

Nobody has to configure it. A server that refuses a request because of one of them is asked again
without, and if that works the endpoint is remembered as one that does not know it.
"""

from dataclasses import dataclass, replace

_ABOUT_THE_REQUEST = frozenset({400, 422, 501})
_SERVER_FAULT = 500


@dataclass(frozen=True, slots=True)
class Dialect:
    tools: bool = True
    usage: bool = True

    def simpler(self, status: int, told: str, *, offered: bool) -> "Dialect | None":
        """What to try after a refusal in the words ``told``; ``None`` where it was not that.

        Without a word about it, tools are suspected where they were ``offered``.

        Seen: 400 "does not support tools" (Ollama), 400 "auto tool choice requires
        --enable-auto-tool-choice" (vLLM), 500 "tools param requires --jinja flag" (llama.cpp).
        """
        words = told.lower()
        if self.usage and ("stream_options" in words or "include_usage" in words):
            return replace(self, usage=False)
        if not offered or not self.tools:
            return None
        if "tool" in words and status in _ABOUT_THE_REQUEST | {_SERVER_FAULT}:
            return replace(self, tools=False)
        unexplained = status in _ABOUT_THE_REQUEST
        return Dialect(tools=False, usage=False) if unexplained else None

"""What Prometheus reads: counted in this process, added up over replicas by Prometheus.

Shops are labels, buyers and conversations never are. One registry an app, so that two in one
process do not meet.
"""

from collections.abc import Iterable, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

LIMIT_SECONDS = 30
"""The trade's: a buyer is answered within so long."""
CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, LIMIT_SECONDS)


class Metrics:
    """The figures of one app."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self._requests = Histogram(
            "goalie_http_request_seconds",
            "Time to the end of an answer, streams included",
            ("method", "route", "status"),
            buckets=_SECONDS,
            registry=registry,
        )
        self.streams = Gauge(
            "goalie_open_requests", "Requests that are being answered", registry=registry
        )
        self._stages = Histogram(
            "goalie_stage_seconds",
            "From the message to the end of a stage: understand, suggest, sentence, whole",
            ("shop", "stage"),
            buckets=_SECONDS,
            registry=registry,
        )
        self._answers = Counter(
            "goalie_answers",
            "Messages answered, by the peak mode's step",
            ("shop", "mode"),
            registry=registry,
        )
        self._in_time = Counter(
            "goalie_answers_in_time",
            f"Of them within {LIMIT_SECONDS} seconds",
            ("shop",),
            registry=registry,
        )
        self._handoffs = Counter(
            "goalie_handoffs",
            "Messages that went to a person",
            ("shop", "reason"),
            registry=registry,
        )
        self._degraded = Counter(
            "goalie_degraded",
            "Answers by the script because a model failed",
            ("shop",),
            registry=registry,
        )
        self._blocked = Counter(
            "goalie_blocked",
            "Findings of the guard that kept words back",
            ("shop", "rule"),
            registry=registry,
        )
        self._feedback = Counter(
            "goalie_feedback", "What agents did with suggestions", ("event",), registry=registry
        )
        self._tokens = Counter(
            "goalie_model_tokens", "Tokens of models", ("shop",), registry=registry
        )
        self._yuan = Counter(
            "goalie_model_yuan", "What models cost, in yuan", ("shop",), registry=registry
        )

    def requested(self, method: str, route: str, status: int, seconds: float) -> None:
        """``route`` is the template, never the path: no ids among the labels."""
        self._requests.labels(method, route, str(status)).observe(seconds)

    def answered(
        self,
        shop: str,
        mode: str,
        stages: Mapping[str, float],
        handoff: str | None,
        degraded: bool,
        blocked: Iterable[str],
    ) -> None:
        """One message; ``stages`` in seconds since it came in, ``whole`` among them."""
        for stage, seconds in stages.items():
            self._stages.labels(shop, stage).observe(seconds)
        self._answers.labels(shop, mode).inc()
        if stages.get("whole", LIMIT_SECONDS) < LIMIT_SECONDS:
            self._in_time.labels(shop).inc()
        if handoff is not None:
            self._handoffs.labels(shop, handoff).inc()
        if degraded:
            self._degraded.labels(shop).inc()
        for rule in blocked:
            self._blocked.labels(shop, rule).inc()

    def voted(self, event: str) -> None:
        self._feedback.labels(event).inc()

    def spent(self, shop: str, tokens: int, micros: int) -> None:
        """``micros`` are millionths of a yuan."""
        self._tokens.labels(shop).inc(tokens)
        self._yuan.labels(shop).inc(micros / 1_000_000)

    def text(self) -> bytes:
        """As Prometheus reads it."""
        return generate_latest(self.registry)

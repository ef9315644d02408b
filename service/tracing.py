"""Traces for OpenTelemetry, where a collector is configured; the one door to it.

A trace is one request: the service's span, in it the stages of an answer and each call of a model,
which is told the trace's id in ``traceparent``. A span carries ids, counts and kinds, never what a
customer wrote. Without a collector nothing is recorded, and a span costs about a microsecond.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager

from opentelemetry import propagate, trace
from opentelemetry.trace import SpanKind, Status, StatusCode

_TRACER = trace.get_tracer("goalie")
_TRACES = "/v1/traces"
_PATIENCE_SECONDS = 3
"""With a collector that does not answer; the process waits so long at its end."""


def send_traces(endpoint: str) -> None:
    """From now on the process sends its spans to ``endpoint``, OTLP over HTTP (port 4318).

    Raises ``ImportError`` where the extra ``traces`` is not installed.
    """
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": "goalie"}))
    exporter = OTLPSpanExporter(endpoint.rstrip("/") + _TRACES, timeout=_PATIENCE_SECONDS)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    trace.set_tracer_provider(provider)


def all_sent() -> None:
    """What waits is sent, before the process ends."""
    end = getattr(trace.get_tracer_provider(), "shutdown", None)
    if end is not None:
        end()


def mark(**facts: str | int) -> None:
    """What is known of the request by now."""
    trace.get_current_span().set_attributes(_named(facts))


def stage(name: str, **facts: str | int) -> AbstractContextManager[object]:
    """A step of an answer, inside the request's span. Not around a ``yield``: whoever reads an
    answer's events may do so elsewhere."""
    return _TRACER.start_as_current_span(name, attributes=_named(facts))


@contextmanager
def call(name: str, **facts: str | int) -> Iterator[dict[str, str]]:
    """A call of another service, which may be read in pieces; yields the headers to send along."""
    span = _TRACER.start_span(name, kind=SpanKind.CLIENT, attributes=_named(facts))
    headers: dict[str, str] = {}
    propagate.inject(headers, trace.set_span_in_context(span))
    try:
        yield headers
    except Exception as error:
        span.set_status(Status(StatusCode.ERROR, type(error).__name__))
        raise
    finally:
        span.end()


def _named(facts: Mapping[str, str | int]) -> dict[str, str | int]:
    return {f"goalie.{name}": fact for name, fact in facts.items()}

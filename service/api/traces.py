"""A span a request, by OpenTelemetry's own instrumentation of FastAPI."""

from fastapi import FastAPI

_UNTRACED = "healthz,readyz,metrics"


def traced(app: FastAPI) -> None:
    """Every request of ``app`` is a span, named by its route; a caller's ``traceparent`` goes on in
    it. Raises ``ImportError`` where the extra ``traces`` is not installed."""
    from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor

    # Not one span more for every piece of a stream.
    FastAPIInstrumentor.instrument_app(
        app, excluded_urls=_UNTRACED, exclude_spans=["send", "receive"]
    )

"""Traces and metrics by OpenTelemetry, named by its semantic conventions for HTTP.

https://opentelemetry.io/docs/specs/semconv/http/http-metrics/
"""

import os
from dataclasses import dataclass

from fastapi import FastAPI
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.view import DropAggregation, View
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from prometheus_client import GC_COLLECTOR, PLATFORM_COLLECTOR, PROCESS_COLLECTOR, CollectorRegistry

from app.probes import PROBES
from app.settings import Settings, service_name

# The stable names: without it, the instrumentation still uses those of its first versions.
os.environ.setdefault("OTEL_SEMCONV_STABILITY_OPT_IN", "http")

# One histogram for each route and status; what else is measured would multiply the series and answer no question.
VIEWS = [
    View(
        instrument_name="http.server.request.duration",
        attribute_keys={
            "error.type",
            "http.request.method",
            "http.response.status_code",
            "http.route",
            "url.scheme",
        },
    ),
    View(instrument_name="http.server.*.body.size", aggregation=DropAggregation()),
]


@dataclass(frozen=True)
class Telemetry:
    tracer_provider: TracerProvider
    meter_provider: MeterProvider
    registry: CollectorRegistry

    def instrument(self, app: FastAPI) -> None:
        FastAPIInstrumentor.instrument_app(
            app,
            tracer_provider=self.tracer_provider,
            meter_provider=self.meter_provider,
            excluded_urls=f"^https?://[^/]+({'|'.join(PROBES)})$",
            exclude_spans=["receive", "send"],
        )

    def shutdown(self) -> None:
        """Sends the last spans."""
        self.tracer_provider.shutdown()
        self.meter_provider.shutdown()


def start_telemetry(settings: Settings) -> Telemetry:
    resource = Resource.create({"service.name": service_name()})
    tracer_provider = TracerProvider(resource=resource)
    if settings.exports_traces:
        tracer_provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    registry = CollectorRegistry()
    for collector in (PROCESS_COLLECTOR, PLATFORM_COLLECTOR, GC_COLLECTOR):
        registry.register(collector)
    reader = PrometheusMetricReader(scope_info_enabled=False, registry=registry)
    meter_provider = MeterProvider([reader], resource=resource, views=VIEWS)
    return Telemetry(tracer_provider, meter_provider, registry)

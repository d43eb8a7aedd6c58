import pytest
from fastapi.testclient import TestClient
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from prometheus_client import generate_latest

from app.settings import Settings
from app.telemetry import Telemetry

SECONDS = "http_server_request_duration_seconds"


def test_the_duration_of_requests(client: TestClient, telemetry: Telemetry) -> None:
    client.get("/greetings/Ada")
    client.get("/greetings/Grace")
    client.get("/nowhere")
    labels = {"http_request_method": "GET", "url_scheme": "http"}
    greeted = {**labels, "http_route": "/greetings/{name}", "http_response_status_code": "200"}
    assert telemetry.registry.get_sample_value(f"{SECONDS}_count", greeted) == 2
    assert telemetry.registry.get_sample_value(f"{SECONDS}_bucket", {**greeted, "le": "0.075"}) is not None
    assert "body_size" not in generate_latest(telemetry.registry).decode()


def test_no_measurement_of_a_probe(client: TestClient, telemetry: Telemetry) -> None:
    client.get("/live")
    assert SECONDS not in generate_latest(telemetry.registry).decode()


def test_one_span_for_a_request(client: TestClient, telemetry: Telemetry) -> None:
    exporter = InMemorySpanExporter()
    telemetry.tracer_provider.add_span_processor(SimpleSpanProcessor(exporter))
    client.get("/greetings/Ada")
    client.get("/live")
    (span,) = exporter.get_finished_spans()
    assert span.name == "GET /greetings/{name}"
    assert span.resource.attributes["service.name"] == "skeleton-service"


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318"}, True),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://collector:4318/v1/traces"}, True),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318", "OTEL_TRACES_EXPORTER": "none"}, False),
    ],
)
def test_traces_are_exported_only_to_an_endpoint(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: bool
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert Settings().exports_traces is expected

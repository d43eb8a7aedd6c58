"""What tests share: the application with telemetry of its own, and the lines that it logs."""

import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.application import create_application
from app.logs import JsonFormatter
from app.settings import Settings
from app.telemetry import Telemetry, start_telemetry

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    # golden-path:begin database
    # Nothing listens there: these tests need no database.
    monkeypatch.setenv("DATABASE_HOST", "127.0.0.1")
    monkeypatch.setenv("DATABASE_PORT", "1")
    monkeypatch.setenv("DATABASE_DATABASE", "notes")
    monkeypatch.setenv("DATABASE_USERNAME", "notes")
    monkeypatch.setenv("DATABASE_PASSWORD", "not-a-secret")
    # golden-path:end database
    for name in ("HOST", "PORT", "METRICS_PORT", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_SERVICE_NAME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def telemetry(environment: None) -> Iterator[Telemetry]:
    telemetry = start_telemetry(Settings())
    yield telemetry
    telemetry.shutdown()


@pytest.fixture
def app(telemetry: Telemetry) -> FastAPI:
    return create_application(telemetry)


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """Without `with`, so that the application opens no connections."""
    return TestClient(app)


@pytest.fixture
def lines() -> Iterator[Lines]:
    """The lines of the log, as JSON."""
    written: list[str] = []

    class Recorder(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(self.format(record))

    recorder = Recorder()
    recorder.setFormatter(JsonFormatter())
    logger = logging.getLogger("app")
    logger.addHandler(recorder)
    logger.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in written]
    logger.removeHandler(recorder)

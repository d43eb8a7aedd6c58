from pathlib import Path

import pytest
from pydantic import ValidationError

from app.settings import Settings, problems


def test_defaults() -> None:
    settings = Settings()
    assert (settings.port, settings.metrics_port) == (8080, 9090)


def test_a_variable_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "port"
    file.write_text("8081\n")
    monkeypatch.setenv("PORT_FILE", str(file))
    assert Settings().port == 8081
    file.write_text("8082")
    assert Settings().port == 8082


def test_every_problem_at_once_and_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "eighty")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "grpc")
    with pytest.raises(ValidationError) as caught:
        Settings()
    message = problems(caught.value)
    assert "PORT: " in message
    assert "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: " in message
    assert "eighty" not in message

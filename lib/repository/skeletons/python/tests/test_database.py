# golden-path:begin database
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from app.database import connection_arguments
from app.settings import Settings, problems


def test_each_connection_reads_the_password_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "password"
    monkeypatch.delenv("DATABASE_PASSWORD")
    monkeypatch.setenv("DATABASE_PASSWORD_FILE", str(file))
    for password in ("first", "second"):
        file.write_text(password)
        assert connection_arguments()["password"] == password


def test_tls_unless_it_is_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    assert connection_arguments()["sslmode"] == "require"
    assert "sslrootcert" not in connection_arguments()
    monkeypatch.setenv("DATABASE_SSLMODE", "verify-full")
    assert connection_arguments()["sslrootcert"] == "/etc/ssl/certs/ca-certificates.crt"


def test_settings_that_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOST", "PASSWORD"):
        monkeypatch.delenv(f"DATABASE_{name}")
    with pytest.raises(ValidationError) as caught:
        Settings()
    assert problems(caught.value) == "DATABASE_HOST: Field required; DATABASE_PASSWORD: Field required"


def test_the_password_is_in_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "not-a-secret" not in repr(Settings())
    monkeypatch.delenv("DATABASE_HOST")
    with pytest.raises(ValidationError) as caught:
        Settings()
    assert "not-a-secret" not in str(caught.value)


def test_not_ready_without_a_database(app: object, client: TestClient) -> None:
    with client:
        answer = client.get("/ready")
    assert (answer.status_code, answer.json()) == (503, {"error": "the database does not answer"})
    # golden-path:end database

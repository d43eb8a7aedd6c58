# golden-path:begin database
from collections.abc import AsyncIterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.database import connection


class FakeConnection:
    """Answers every statement with the same row, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[str]]] = []

    async def execute(self, statement: str, values: list[str] | None = None) -> "FakeConnection":
        self.asked.append((statement, values or []))
        return self

    async def fetchone(self) -> dict[str, Any]:
        return {"id": 1, "text": "Buy milk"}

    async def fetchall(self) -> list[dict[str, Any]]:
        return [await self.fetchone()]


@pytest.fixture
def db(app: FastAPI) -> FakeConnection:
    db = FakeConnection()

    async def connect() -> AsyncIterator[FakeConnection]:
        yield db

    app.dependency_overrides[connection] = connect
    return db


def test_add_a_note(client: TestClient, db: FakeConnection) -> None:
    answer = client.post("/notes", json={"text": "Buy milk"})
    assert (answer.status_code, answer.json()) == (201, {"id": 1, "text": "Buy milk"})
    assert db.asked[0][1] == ["Buy milk"]


def test_the_newest_notes(client: TestClient, db: FakeConnection) -> None:
    assert client.get("/notes").json() == [{"id": 1, "text": "Buy milk"}]
    assert len(db.asked) == 1


@pytest.mark.parametrize("text", ["", "a" * 201, "\0"])
def test_a_text_that_cannot_be_stored(client: TestClient, db: FakeConnection, text: str) -> None:
    assert client.post("/notes", json={"text": text}).status_code == 400
    assert db.asked == []
    # golden-path:end database

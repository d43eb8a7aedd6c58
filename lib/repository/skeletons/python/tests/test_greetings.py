import pytest
from fastapi.testclient import TestClient


def test_a_greeting(client: TestClient) -> None:
    answer = client.get("/greetings/Ada")
    assert (answer.status_code, answer.json()) == (200, {"message": "Hello, Ada!"})


def test_a_greeting_of_a_person(client: TestClient) -> None:
    answer = client.post("/greetings", json={"name": "Ada"})
    assert (answer.status_code, answer.json()) == (201, {"message": "Hello, Ada!"})


@pytest.mark.parametrize("body", [{"name": ""}, {"name": "a" * 51}, {"name": 7}, {}, None, []])
def test_a_body_of_another_form(client: TestClient, body: object) -> None:
    answer = client.post("/greetings", json=body)
    assert answer.status_code == 400
    assert list(answer.json()) == ["error"]

from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.conftest import Lines


def test_an_unknown_path(client: TestClient) -> None:
    answer = client.get("/nowhere")
    assert (answer.status_code, answer.json()) == (404, {"error": "Not Found"})


def test_an_unknown_method(client: TestClient) -> None:
    answer = client.delete("/greetings")
    assert (answer.status_code, answer.json()) == (405, {"error": "Method Not Allowed"})


def test_a_failure_is_in_the_log_and_not_in_the_answer(app: FastAPI, client: TestClient, lines: Lines) -> None:
    @app.get("/fails")
    async def fails() -> None:
        raise RuntimeError("the reason")

    answer = client.get("/fails")
    assert (answer.status_code, answer.json()) == (500, {"error": "internal server error"})
    (line,) = lines()
    assert (line["severity"], line["http.response.status_code"], line["http.route"]) == ("ERROR", 500, "/fails")
    assert "RuntimeError: the reason" in line["error"]

from fastapi import FastAPI
from fastapi.testclient import TestClient


def test_live(client: TestClient) -> None:
    assert client.get("/live").status_code == 200


def test_not_ready_while_it_shuts_down(app: FastAPI, client: TestClient) -> None:
    app.state.shutting_down = True
    assert client.get("/ready").status_code == 503
    assert client.get("/live").status_code == 200

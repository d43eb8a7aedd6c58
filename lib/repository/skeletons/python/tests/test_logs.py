from datetime import datetime

from fastapi.testclient import TestClient

from tests.conftest import Lines

TRACE = "0af7651916cd43dd8448eb211c80319c"


def test_one_line_for_a_request(client: TestClient, lines: Lines) -> None:
    client.get("/greetings/Ada?token=private", headers={"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"})
    (line,) = lines()
    assert datetime.fromisoformat(line.pop("timestamp")).utcoffset() is not None
    assert line.pop("duration_ms") > 0
    assert len(line.pop("span_id")) == 16
    assert line == {
        "severity": "INFO",
        "message": "GET /greetings/{name} 200",
        "service": "skeleton-service",
        "trace_id": TRACE,
        "http.request.method": "GET",
        "http.route": "/greetings/{name}",
        "http.response.status_code": 200,
    }


def test_a_request_without_a_route(client: TestClient, lines: Lines) -> None:
    client.get("/nowhere")
    (line,) = lines()
    assert "http.route" not in line
    assert line["message"] == "GET 404"


def test_a_request_without_a_trace_starts_one(client: TestClient, lines: Lines) -> None:
    client.get("/greetings/Ada")
    client.get("/greetings/Ada")
    first, second = (line["trace_id"] for line in lines())
    assert first != second
    assert int(first, 16) > 0


def test_no_line_for_a_probe(client: TestClient, lines: Lines) -> None:
    client.get("/live")
    assert lines() == []

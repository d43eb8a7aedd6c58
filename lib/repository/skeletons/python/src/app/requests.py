"""One line in the log for each request, named as OpenTelemetry names the attributes of HTTP.

Paths, queries, headers and bodies are not logged: they hold what users typed.
"""

import logging
import time

from opentelemetry import trace
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import INTERNAL_ERROR
from app.probes import PROBES

logger = logging.getLogger("app.requests")


class RequestLog:
    """Also answers a request that nobody else could: its line has the error, its caller hears no more than that."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in PROBES:
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status: int | None = None
        failure: Exception | None = None

        async def send_and_remember(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_and_remember)
        except Exception as error:
            failure = error
            trace.get_current_span().record_exception(error)
            if status is not None:
                raise
            await INTERNAL_ERROR(scope, receive, send_and_remember)
        finally:
            _write(scope, status or INTERNAL_ERROR.status_code, time.perf_counter() - started, failure)


def _write(scope: Scope, status: int, seconds: float, failure: Exception | None) -> None:
    route = {"http.route": scope["route"].path} if "route" in scope else {}
    fields = {
        "http.request.method": scope["method"],
        **route,
        "http.response.status_code": status,
        "duration_ms": round(seconds * 1000, 3),
    }
    level = logging.ERROR if failure or status >= 500 else logging.INFO
    message = " ".join([scope["method"], *route.values(), str(status)])
    logger.log(level, message, exc_info=failure, extra={"fields": fields})

"""Serves the application, and its metrics on a port of their own that no route of the service leads to."""

import threading
from types import FrameType

import uvicorn
from fastapi import FastAPI
from opentelemetry import metrics, trace
from prometheus_client import start_http_server

from app.application import create_application
from app.settings import Settings
from app.telemetry import start_telemetry

# Longer than a load balancer keeps its connections: it must not send a request into one that is being closed.
KEEP_ALIVE_SECONDS = 75


class Server(uvicorn.Server):
    """Is not ready from the first signal on, and serves for the delay before it shuts down."""

    def __init__(self, app: FastAPI, settings: Settings) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                host=settings.host,
                port=settings.port,
                access_log=False,
                log_config=None,
                server_header=False,
                timeout_graceful_shutdown=settings.shutdown_timeout_seconds,
                timeout_keep_alive=KEEP_ALIVE_SECONDS,
            )
        )
        self._app = app
        self._delay = settings.shutdown_delay_seconds

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self._delay == 0 or self._app.state.shutting_down:
            super().handle_exit(sig, frame)
        else:
            timer = threading.Timer(self._delay, super().handle_exit, [sig, frame])
            timer.daemon = True
            timer.start()
        self._app.state.shutting_down = True


def serve(settings: Settings) -> None:
    telemetry = start_telemetry(settings)
    trace.set_tracer_provider(telemetry.tracer_provider)
    metrics.set_meter_provider(telemetry.meter_provider)
    metrics_server, _ = start_http_server(settings.metrics_port, settings.host, telemetry.registry)
    try:
        Server(create_application(telemetry), settings).run()
    finally:
        metrics_server.shutdown()
        telemetry.shutdown()

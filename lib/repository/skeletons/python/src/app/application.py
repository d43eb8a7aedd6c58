"""Puts the parts of the service together."""

from fastapi import FastAPI

from app import (
    # golden-path:begin database
    database,
    # golden-path:end database
    errors,
    greetings,
    # golden-path:begin database
    notes,
    # golden-path:end database
    probes,
    requests,
)
from app.settings import SERVICE
from app.telemetry import Telemetry


def create_application(telemetry: Telemetry) -> FastAPI:
    app = FastAPI(
        title=SERVICE,
        # golden-path:begin database
        lifespan=database.lifespan,
        # golden-path:end database
    )
    app.state.shutting_down = False
    app.include_router(probes.router)
    app.include_router(greetings.router)
    # golden-path:begin database
    app.include_router(notes.router)
    # golden-path:end database
    errors.add_handlers(app)
    app.add_middleware(requests.RequestLog)
    telemetry.instrument(app)
    return app

"""Settings come from environment variables. `NAME_FILE` has the path of a file with the value of `NAME`."""

import os
from pathlib import Path
from typing import Any, Literal

from pydantic import AliasChoices, Field, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

SERVICE = "skeleton-service"


class Settings(BaseSettings):
    # The message of an error, which may be logged, has no values: one could be a password.
    model_config = SettingsConfigDict(hide_input_in_errors=True)

    host: str = "0.0.0.0"  # noqa: S104 - the pod's network policy decides who can connect
    port: int = Field(default=8080, ge=0, le=65535)
    metrics_port: int = Field(default=9090, ge=0, le=65535)
    shutdown_delay_seconds: int = Field(default=0, ge=0)
    # A pod has 30 seconds to end, and its preStop hook takes 5 of them.
    shutdown_timeout_seconds: int = Field(default=20, ge=1)

    # OpenTelemetry's own variables: traces are exported only if one of the endpoints is set.
    # https://opentelemetry.io/docs/specs/otel/protocol/exporter/
    traces_exporter: Literal["otlp", "none"] = Field(default="otlp", validation_alias="OTEL_TRACES_EXPORTER")
    traces_endpoint: str = Field(
        default="",
        validation_alias=AliasChoices("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"),
    )
    traces_protocol: Literal["http/protobuf"] = Field(
        default="http/protobuf",
        validation_alias=AliasChoices("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL"),
    )
    # golden-path:begin database

    # From `connectTo(database, { envPrefix: 'DATABASE_' })` in the infrastructure.
    database_host: str = Field(min_length=1)
    database_port: int = Field(ge=1, le=65535)
    database_database: str = Field(min_length=1)
    database_username: str = Field(min_length=1)
    database_password: str = Field(min_length=1, repr=False)
    database_sslmode: Literal["disable", "require", "verify-full"] = "require"
    database_sslrootcert: str = "/etc/ssl/certs/ca-certificates.crt"
    # golden-path:end database

    @property
    def exports_traces(self) -> bool:
        return self.traces_exporter == "otlp" and self.traces_endpoint != ""

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], *sources: Any, **named_sources: Any
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (named_sources["init_settings"], named_sources["env_settings"], FileVariables(settings_cls))


class FileVariables(PydanticBaseSettingsSource):
    """Reads files anew each time, so that settings read later have a password that was rotated in the meantime."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        path = os.environ.get(f"{field_name.upper()}_FILE")
        return (Path(path).read_text().rstrip("\r\n") if path and Path(path).is_file() else None), field_name, False

    def __call__(self) -> dict[str, Any]:
        values = {name: self.get_field_value(field, name)[0] for name, field in self.settings_cls.model_fields.items()}
        return {name: value for name, value in values.items() if value is not None}


def service_name() -> str:
    return os.environ.get("OTEL_SERVICE_NAME") or SERVICE


def problems(error: ValidationError) -> str:
    """All of them in one line."""
    return "; ".join(f"{str(each['loc'][0]).upper()}: {each['msg']}" for each in error.errors(include_input=False))

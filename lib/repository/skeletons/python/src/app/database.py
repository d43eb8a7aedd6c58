# golden-path:begin database
"""A pool of connections to PostgreSQL that survives the rotation of the password.

Each new connection reads the settings anew. https://www.psycopg.org/psycopg3/docs/advanced/pool.html
"""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from psycopg import AsyncConnection, Error
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from app.settings import SERVICE, Settings

Connection = AsyncConnection[DictRow]

CONNECT_SECONDS = 5
# Shorter than the three seconds that the kubelet waits for a probe.
PROBE_SECONDS = 2

logger = logging.getLogger("app.database")


def connection_arguments() -> dict[str, Any]:
    settings = Settings()
    arguments = {
        "host": settings.database_host,
        "port": settings.database_port,
        "dbname": settings.database_database,
        "user": settings.database_username,
        "password": settings.database_password,
        "sslmode": settings.database_sslmode,
        "application_name": SERVICE,
        "connect_timeout": CONNECT_SECONDS,
    }
    # With this file, libpq checks certificates in the mode `require` too.
    if settings.database_sslmode == "verify-full":
        arguments["sslrootcert"] = settings.database_sslrootcert
    return arguments


class Database:
    def __init__(self) -> None:
        self.pool: AsyncConnectionPool[Connection] = AsyncConnectionPool(
            connection_class=AsyncConnection[DictRow],
            kwargs=_pool_arguments,
            min_size=1,
            max_size=5,
            timeout=CONNECT_SECONDS,
            # The pause between two attempts doubles until then: a database that is back must not wait for minutes.
            reconnect_timeout=CONNECT_SECONDS,
            check=AsyncConnectionPool.check_connection,
            open=False,
        )

    async def answers(self) -> bool:
        try:
            async with self.pool.connection(timeout=PROBE_SECONDS) as db:
                await db.execute("SELECT 1")
        except (Error, PoolTimeout) as error:
            logger.warning("the database does not answer", extra={"fields": {"error": str(error)}})
            return False
        return True


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.database = Database()
    # Nobody waits for the first connection: without it, the service starts and is not ready.
    async with app.state.database.pool:
        yield


async def connection(request: Request) -> AsyncIterator[Connection]:
    """A connection for a request, in a transaction that ends with it."""
    async with request.app.state.database.pool.connection() as db:
        yield db


def _pool_arguments() -> dict[str, Any]:
    return {**connection_arguments(), "row_factory": dict_row}
    # golden-path:end database

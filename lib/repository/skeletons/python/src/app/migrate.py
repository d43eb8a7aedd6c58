# golden-path:begin database
"""Brings the schema up to date: runs the files of `migrations` that were not run yet, in the order of their names.

The job runs before the pods of a new version start, while those of the old version still serve: after a migration, both
must work.
"""

import logging
from importlib.resources import files

import psycopg

from app.database import connection_arguments
from app.settings import Settings

# Any number, the same for every run: two runs at once wait for each other.
LOCK = 7_305_511_029_431_180_001

logger = logging.getLogger("app.migrate")


def migrate(_: Settings) -> None:
    scripts = {each.name: each.read_text() for each in (files("app") / "migrations").iterdir()}
    with psycopg.connect(autocommit=True, **connection_arguments()) as db:
        db.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        db.execute(
            "CREATE TABLE IF NOT EXISTS schema_migrations"
            " (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())"
        )
        applied = {name for (name,) in db.execute("SELECT name FROM schema_migrations")}
        for name in sorted(scripts.keys() - applied):
            with db.transaction():
                db.execute(scripts[name].encode())
                db.execute("INSERT INTO schema_migrations (name) VALUES (%s)", [name])
            logger.info("migrated %s", name)
    logger.info("the schema is up to date")
    # golden-path:end database

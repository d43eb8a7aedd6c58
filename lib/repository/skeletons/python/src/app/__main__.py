"""The program of the image: `python -m app` serves, `python -m app migrate` changes the schema of the database."""

import logging
import signal
import sys

from pydantic import ValidationError

from app import (
    # golden-path:begin database
    migrate,
    # golden-path:end database
    server,
)
from app.logs import configure_logs
from app.settings import Settings, problems

COMMANDS = {
    "serve": server.serve,
    # golden-path:begin database
    "migrate": migrate.migrate,
    # golden-path:end database
}

logger = logging.getLogger("app")


def main(arguments: list[str]) -> int:
    # Kubernetes ends a pod by SIGTERM. That is no error, at whatever moment it comes.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    configure_logs()
    command = COMMANDS.get(" ".join(arguments) or "serve")
    if command is None:
        logger.error("unknown arguments; there is: %s", ", ".join(COMMANDS))
        return 1
    try:
        command(Settings())
    except ValidationError as error:
        logger.error("settings are missing or wrong: %s", problems(error))
        return 1
    except Exception:
        logger.exception("the program failed")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

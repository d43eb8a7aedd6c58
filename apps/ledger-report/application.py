"""ledger-report as it runs: an API for accounting, and a job that writes the report every morning."""

from typing import cast

from acme_platform import DELIVERY_VERSION
from constructs import Construct
from golden_path import (
    AlertChange,
    CatalogEntry,
    CatalogLink,
    DeliveryWorkflow,
    GitOpsApp,
    MicroserviceInfra,
    Peer,
    Probe,
    ScheduledJob,
    ServiceLanguage,
    ServiceObservability,
    Slo,
)


def report_application(service: MicroserviceInfra, production: bool) -> None:
    """What runs, what it promises, and what the catalog and the pipeline know of it."""
    stack = cast(Construct, service.node.scope)
    app = GitOpsApp(
        stack,
        "App",
        service=service,
        image="ghcr.io/acme/ledger-report",
        image_tag="0.3.0",
        port=8080,
        metrics_port=9090,
        env={"LOG_LEVEL": "info" if production else "debug", "REPORT_CURRENCY": "EUR"},
        readiness_probe=Probe.http("/ready"),
        # Items of a list are written as classes: a dict in a list keeps its Python names, which the library does not know.
        jobs=[ScheduledJob(name="morning-report", schedule="0 5 * * *", command=["python", "-m", "ledger_report"], time_zone="Europe/Berlin")],
    )
    ServiceObservability(
        stack,
        "Observability",
        service=service,
        app=app,
        objectives=[
            Slo.availability(99.5),
            Slo.job_success(99, "morning-report", description="Accounting finds the report every morning"),
        ],
        alerts=[
            AlertChange(alert="DatabaseConnectionsHigh", threshold=200 if production else 60),
            AlertChange(alert="BucketErrors", left_out_reason="request metrics of the bucket are not turned on"),
        ],
    )
    service.allow_from(Peer.service("ledger-worker"), 8080, "the ledger asks for reports at month end")
    CatalogEntry(
        stack,
        "Catalog",
        service=service,
        description="Tells accounting what the ledger booked",
        system="accounting",
        links=[CatalogLink(title="Reports", url="https://reports.internal.acme.io/ledger")],
    )
    DeliveryWorkflow(stack, "Delivery", service=service, language=ServiceLanguage.PYTHON, workflow_ref=DELIVERY_VERSION)

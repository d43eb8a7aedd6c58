"""ledger-report, which tells accounting every morning what the ledger booked."""

from acme_platform import acme
from cdktf import App
from golden_path import DatabaseTier, MicroserviceInfra, ObjectBucket, PostgresDatabase, ServiceStack

from application import report_application


def ledger_report(app: App) -> None:
    """The stacks of ledger-report, one for each environment."""
    for environment in acme.environments:
        stack = ServiceStack(app, f"ledger-report-{environment.name}", platform=acme, environment=environment.name)
        service = MicroserviceInfra(
            stack,
            "Infra",
            service_name="ledger-report",
            team_name="ledger",
            replica_count=3 if environment.production else 1,
        )
        service.connect_to(ObjectBucket(stack, "Reports", bucket_name="ledger-reports", expire_after_days=400))
        database = PostgresDatabase(
            stack,
            "Database",
            database_name="ledger-report-db",
            storage_gb=50 if environment.production else 20,
            tier=DatabaseTier.STANDARD if environment.production else DatabaseTier.DEV,
            multi_az=environment.production,
        )
        service.connect_to(database)
        report_application(service, environment.production)


if __name__ == "__main__":
    root = App()
    ledger_report(root)
    root.synth()

"""What accounting relies on, read from what a synth writes."""

import json
from pathlib import Path
from typing import Any

import pytest
from cdktf import App

from main import ledger_report


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one synth, which is enough for every test."""
    folder = tmp_path_factory.mktemp("cdktf.out")
    app = App(outdir=str(folder))
    ledger_report(app)
    app.synth()
    return folder


def resources(output: Path, environment: str, kind: str) -> dict[str, Any]:
    """The resources of a kind in the Terraform of an environment."""
    stack = json.loads((output / "stacks" / f"ledger-report-{environment}" / "cdk.tf.json").read_text())
    return stack["resource"].get(kind, {})


@pytest.mark.parametrize("environment", ["staging", "production"])
def test_runs_in_a_namespace_of_its_own(output: Path, environment: str) -> None:
    names = [each["metadata"]["name"] for each in resources(output, environment, "kubernetes_namespace_v1").values()]
    assert names == [f"ledger-report-{environment}"]


def test_production_survives_the_loss_of_a_zone(output: Path) -> None:
    request = (output / "gitops/apps/ledger-report/manifests/production/postgresqlinstance-ledger-report-db.yaml").read_text()
    assert "multiAZ: true" in request


def test_writes_its_report_every_morning(output: Path) -> None:
    values = (output / "gitops/apps/ledger-report/values-production.yaml").read_text()
    assert "morning-report" in values and "0 5 * * *" in values

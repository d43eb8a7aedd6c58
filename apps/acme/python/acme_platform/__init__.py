"""What the platform team of acme decides once for all services, in Python: the same decisions are in index.ts for TypeScript."""

from golden_path import CatalogDomain, CatalogSettings, CatalogSystem, EnvironmentProps, Platform, StateBackend, TeamProps

DELIVERY_VERSION = "0123456789012345678901234567890123456789"
"""The version of the delivery workflow that all services call, and whose images the clusters trust."""

_BACKEND = StateBackend.s3(bucket="acme-terraform-state", region="eu-west-1")

_TEAMS = [
    TeamProps(
        name="payments",
        catalog_group="payments-team",
        cost_center="cc-4711",
        slack_channel="team-payments",
        pager_duty_id="P1234AB",
        services=["payment-*"],
        data_names=["payment-*", "payments-*", "payments.*"],
    ),
    TeamProps(name="platform", catalog_group="platform-team", cost_center="cc-4700", slack_channel="team-platform", pager_duty_id="P9012EF"),
    TeamProps(
        name="ledger",
        catalog_group="ledger-team",
        cost_center="cc-4712",
        slack_channel="team-ledger",
        pager_duty_id="P5678CD",
        services=["ledger-*"],
        data_names=["ledger-*", "ledger.*"],
    ),
    TeamProps(
        name="commerce",
        catalog_group="commerce-team",
        cost_center="cc-4713",
        slack_channel="team-commerce",
        pager_duty_id="P3456GH",
        services=["storefront"],
        data_names=["storefront-*"],
    ),
]

_CATALOG = CatalogSettings(
    domains=[CatalogDomain(name="commerce", owner="commerce", description="Everything that a customer sees")],
    systems=[
        CatalogSystem(name="shop", owner="commerce", domain="commerce", description="Sells and takes payments"),
        CatalogSystem(name="accounting", owner="ledger", description="Keeps the books"),
    ],
    services=["ledger-worker", "payment-service", "storefront"],
    externals=["api:payment-service-api"],
    dashboard_url="https://grafana.internal.acme.io/d/{namespace}",
    runbook_url="https://runbooks.internal.acme.io/{service}",
    logs_url="https://logs.{environment}.acme.io/?namespace={namespace}",
    traces_url="https://traces.{environment}.acme.io/?service={service}",
    entry_url="https://backstage.acme.io/catalog/default/component/{service}",
    argo_cd_url="https://argocd.{environment}.acme.io/applications/{namespace}",
)

_ENVIRONMENTS = [
    EnvironmentProps(
        name="staging",
        aws_account_id="111122223333",
        aws_region="eu-west-1",
        cluster_name="acme-staging",
        cluster_endpoint="https://5A0E6F7C8B9D.gr7.eu-west-1.eks.amazonaws.com",
        cluster_certificate_authority="c3RhZ2luZyBjZXJ0aWZpY2F0ZSBhdXRob3JpdHk=",
        oidc_provider_arn="arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/5A0E6F7C8B9D",
        vpc_cidr="10.10.0.0/16",
        backend=_BACKEND,
    ),
    EnvironmentProps(
        name="production",
        aws_account_id="444455556666",
        aws_region="eu-west-1",
        cluster_name="acme-production",
        cluster_endpoint="https://1D2E3F4A5B6C.gr7.eu-west-1.eks.amazonaws.com",
        cluster_certificate_authority="cHJvZHVjdGlvbiBjZXJ0aWZpY2F0ZSBhdXRob3JpdHk=",
        oidc_provider_arn="arn:aws:iam::444455556666:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/1D2E3F4A5B6C",
        vpc_cidr="10.20.0.0/16",
        aws_endpoint_cidrs=["10.20.64.0/20"],
        backend=_BACKEND,
    ),
]

acme = Platform(
    organization="acme",
    domain="platform.acme.io",
    teams=_TEAMS,
    catalog=_CATALOG,
    environments=_ENVIRONMENTS,
)

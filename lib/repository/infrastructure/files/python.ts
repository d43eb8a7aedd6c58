import { exampleCluster, examplePlatform, exampleState, organizationOf } from '../example-platform';
import { library } from '../library';
import { distributionOf, moduleOf, pythonName, pythonRange, pythonText } from '../python-names';
import type { Repository } from '../repository';
import { INDEX_NAME } from '../repository';
import { lines } from './settings';

/** The program that a synth runs. It is apart from the stacks, so that a test can import those. */
export function mainPy(): string {
  return lines('from cdktf import App', '', 'from stacks import add_stacks', '', 'app = App()', 'add_stacks(app)', 'app.synth()');
}

export function stacksPy(repository: Repository): string {
  const { service, team, image, port, platformPackage } = repository;
  const app = [
    image === undefined ? `image=f"{platform.image_registry}/${service}",` : `image=${pythonText(image)},`,
    'image_tag="0.1.0",',
    ...(port === undefined ? [] : [`port=${port},`]),
  ];
  return lines(
    ...(platformPackage ? [importOf(repository)] : []),
    'from constructs import Construct',
    'from golden_path import GitOpsApp, MicroserviceInfra, ServiceStack',
    ...(platformPackage ? [] : ['', importOf(repository)]),
    '',
    '',
    'def add_stacks(app: Construct) -> None:',
    `    """Adds the stacks of ${service}, one for each environment of the platform."""`,
    '    for environment in platform.environments:',
    `        stack = ServiceStack(app, f"${service}-{environment.name}", platform=platform, environment=environment.name)`,
    '        service = MicroserviceInfra(',
    '            stack,',
    '            "Infra",',
    `            service_name="${service}",`,
    `            team_name="${team}",`,
    '            replica_count=3 if environment.production else 1,',
    '        )',
    '        GitOpsApp(',
    '            stack,',
    '            "App",',
    '            service=service,',
    ...app.map((line) => `            ${line}`),
    '        )',
  );
}

/** A test to extend, which reads what a synth writes. */
export function testPy(repository: Repository): string {
  const { service } = repository;
  return lines(
    'import json',
    'from pathlib import Path',
    'from typing import Any',
    '',
    'import pytest',
    'from cdktf import App',
    ...(repository.platformPackage ? [importOf(repository)] : []),
    '',
    ...(repository.platformPackage ? [] : [importOf(repository)]),
    'from stacks import add_stacks',
    '',
    'ENVIRONMENTS = [(each.name, each.production) for each in platform.environments]',
    '',
    '',
    '@pytest.fixture(scope="session")',
    'def output(tmp_path_factory: pytest.TempPathFactory) -> Path:',
    '    folder = tmp_path_factory.mktemp("cdktf.out")',
    '    app = App(outdir=str(folder))',
    '    add_stacks(app)',
    '    app.synth()',
    '    return folder',
    '',
    '',
    'def resources(output: Path, environment: str, kind: str) -> list[Any]:',
    `    stack = json.loads((output / "stacks" / f"${service}-{environment}" / "cdk.tf.json").read_text())`,
    '    return list(stack["resource"][kind].values())',
    '',
    '',
    '@pytest.mark.parametrize(("environment", "production"), ENVIRONMENTS)',
    'def test_survives_the_loss_of_a_node_in_production(output: Path, environment: str, production: bool) -> None:',
    '    [autoscaler] = resources(output, environment, "kubernetes_horizontal_pod_autoscaler_v2")',
    '    assert autoscaler["spec"]["min_replicas"] >= (2 if production else 1)',
    '',
    '',
    '@pytest.mark.parametrize(("environment", "_production"), ENVIRONMENTS)',
    'def test_its_pods_accept_nothing_by_default(output: Path, environment: str, _production: bool) -> None:',
    '    policies = resources(output, environment, "kubernetes_network_policy_v1")',
    '    assert any(policy["spec"]["policy_types"] == ["Ingress", "Egress"] for policy in policies)',
  );
}

/** The example platform. Everything that a team has to replace is marked. */
export function platformPy({ scope, team, environments, region }: Repository): string {
  const { organization, domain, environments: all } = examplePlatform(scope, team, environments, region);
  const state = exampleState(organizationOf(scope), region);
  return lines(
    '"""The decisions of the platform team, made once for all services.',
    '',
    'Replace this file with an import from its package, or replace every value marked EXAMPLE with a real one. The example values can be',
    'synthesised, but not deployed.',
    '"""',
    '',
    'from golden_path import EnvironmentProps, Platform, StateBackend, TeamProps',
    '',
    `_BACKEND = StateBackend.s3(bucket="${state.bucket}", region="${state.region}")  # EXAMPLE`,
    '',
    'platform = Platform(',
    `    organization="${organization}",`,
    `    domain="${domain}",  # EXAMPLE`,
    `    teams=[TeamProps(name="${team}")],`,
    '    environments=[',
    ...all.flatMap(({ name, production }, index) => [
      '        EnvironmentProps(',
      `            name="${name}",`,
      `            production=${production ? 'True' : 'False'},`,
      ...Object.entries(exampleCluster(organization, name, index, region)).map(
        ([key, value]) => `            ${pythonName(key)}="${value}",  # EXAMPLE`,
      ),
      '            backend=_BACKEND,',
      '        ),',
    ]),
    '    ],',
    ')',
  );
}

export function pyprojectToml({ service, platformPackage, python }: Repository): string {
  const packages = [...(platformPackage ? [distributionOf(platformPackage.name)] : []), `golden-path${pythonRange(library().version)}`];
  return lines(
    '[project]',
    `name = "${service}-infra"`,
    'version = "0.0.0"',
    `description = "The infrastructure of ${service}"`,
    'requires-python = ">=3.10"',
    `dependencies = [${packages.map((each) => `"${each}"`).join(', ')}]`,
    '',
    '[dependency-groups]',
    'dev = ["pytest~=9.2"]',
    '',
    '[tool.uv]',
    'package = false',
    '',
    '# Asked first: what it has is taken from nowhere else. The user and the password come from the environment.',
    '[[tool.uv.index]]',
    `name = "${INDEX_NAME}"`,
    `url = "${python!.index}"`,
    '',
    '[tool.pytest.ini_options]',
    'pythonpath = ["."]',
    'testpaths = ["tests"]',
  );
}

/** Imports the platform under one name, independent of the name in its package. */
function importOf({ platformPackage }: Repository): string {
  if (!platformPackage) return 'from example_platform import platform';
  const name = pythonName(platformPackage.exportName);
  return `from ${moduleOf(platformPackage.name)} import ${name === 'platform' ? name : `${name} as platform`}`;
}

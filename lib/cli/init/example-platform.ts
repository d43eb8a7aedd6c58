import { soundsLikeProduction } from '../../platform/environment-facts';
import type { EnvironmentProps } from '../../platform/environment-props';
import type { PlatformProps } from '../../platform/platform';
import { StateBackend } from '../../platform/state-backend';

/** A platform that can be synthesised but deliberately not deployed, because its accounts and clusters do not exist. */
export function examplePlatform(scope: string, team: string, environments: string): PlatformProps {
  const organization = organizationOf(scope);
  return {
    organization,
    domain: `platform.${organization}.example`,
    teams: [{ name: team }],
    environments: environments.split(',').map((name, index) => ({
      name,
      production: soundsLikeProduction(name),
      ...exampleCluster(organization, name, index),
      backend: StateBackend.local(),
    })),
  };
}

/** Realistic example settings of an environment. */
export function exampleCluster(organization: string, name: string, index: number) {
  return {
    awsAccountId: String(index + 1).padStart(12, '0'),
    awsRegion: REGION,
    clusterName: `${organization}-${name}`,
    clusterEndpoint: `https://EXAMPLE${index + 1}.gr7.${REGION}.eks.amazonaws.com`,
    clusterCertificateAuthority: Buffer.from('example').toString('base64'),
  } satisfies Partial<EnvironmentProps>;
}

/** The location of the example's state. */
export function exampleState(organization: string) {
  return { bucket: `${organization}-terraform-state`, region: REGION };
}

/** An organisation has the same name in npm, on GitHub and in the platform. */
export function organizationOf(scope: string): string {
  return scope.replace(/^@/, '');
}

const REGION = 'eu-west-1';

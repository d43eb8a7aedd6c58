import type { EnvironmentProps } from '../../platform/environment-props';
import type { PlatformProps } from '../../platform/platform';
import { StateBackend } from '../../platform/state-backend';

/** A platform that can be synthesised and, on purpose, not deployed: no account or cluster of it exists. */
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

/** The facts of an environment that look like real ones. */
export function exampleCluster(organization: string, name: string, index: number) {
  return {
    awsAccountId: String(index + 1).padStart(12, '0'),
    awsRegion: REGION,
    clusterName: `${organization}-${name}`,
    clusterEndpoint: `https://EXAMPLE${index + 1}.gr7.${REGION}.eks.amazonaws.com`,
    clusterCertificateAuthority: Buffer.from('example').toString('base64'),
  } satisfies Partial<EnvironmentProps>;
}

/** Where the state of the example would be kept. */
export function exampleState(organization: string) {
  return { bucket: `${organization}-terraform-state`, region: REGION };
}

/** An organisation is called alike by npm, GitHub and the platform. */
export function organizationOf(scope: string): string {
  return scope.replace(/^@/, '');
}

/** What the library wants to be told of such a name: it decides about backups and protection. */
export function soundsLikeProduction(name: string): boolean {
  return name.split('-').some((part) => /^(prod|prd|live)/.test(part));
}

const REGION = 'eu-west-1';

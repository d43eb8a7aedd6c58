import { soundsLikeProduction } from '../../platform/environment-facts';
import type { EnvironmentProps } from '../../platform/environment-props';
import type { PlatformProps } from '../../platform/platform';
import { dnsSuffixOf, partitionOf } from '../../platform/region';
import { StateBackend } from '../../platform/state-backend';

/** The region of the example, if none is given. */
export const EXAMPLE_REGION = 'eu-west-1';

/** A platform that can be synthesised but deliberately not deployed, because its accounts and clusters do not exist. */
export function examplePlatform(scope: string, team: string, environments: string, region: string): PlatformProps {
  const organization = organizationOf(scope);
  return {
    organization,
    domain: `platform.${organization}.example`,
    teams: [{ name: team }],
    environments: environments.split(',').map((name, index) => ({
      name,
      production: soundsLikeProduction(name),
      ...exampleCluster(organization, name, index, region),
      backend: StateBackend.local(),
    })),
  };
}

/** Realistic example settings of an environment. */
export function exampleCluster(organization: string, name: string, index: number, region: string) {
  return {
    awsAccountId: String(index + 1).padStart(12, '0'),
    awsRegion: region,
    clusterName: `${organization}-${name}`,
    clusterEndpoint: `https://EXAMPLE${index + 1}.gr7.${region}.eks.${dnsSuffixOf(partitionOf(region))}`,
    clusterCertificateAuthority: Buffer.from('example').toString('base64'),
  } satisfies Partial<EnvironmentProps>;
}

/** The location of the example's state. */
export function exampleState(organization: string, region: string) {
  return { bucket: `${organization}-terraform-state`, region };
}

/** An organisation has the same name in npm, on GitHub and in the platform. */
export function organizationOf(scope: string): string {
  return scope.replace(/^@/, '');
}

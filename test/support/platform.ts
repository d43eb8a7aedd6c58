import { Platform, StateBackend } from '@golden-path/constructs';
import type { EnvironmentProps, PlatformProps } from '@golden-path/constructs';

/** What an environment needs at least, in a test's words. */
export function anEnvironment(props: Partial<EnvironmentProps> = {}): EnvironmentProps {
  return {
    name: 'staging',
    awsAccountId: '111122223333',
    awsRegion: 'eu-west-1',
    clusterName: 'main',
    clusterEndpoint: `https://${props.name === undefined || props.name === 'staging' ? 'main' : props.name}.eks.example`,
    clusterCertificateAuthority: 'Y2VydGlmaWNhdGU=',
    oidcProviderArn: 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/MAIN',
    backend: StateBackend.s3({ bucket: 'state-of-tests', region: 'eu-west-1' }),
    ...props,
  };
}

/** The props of a platform with two environments and two teams. */
export function platformProps(props: Partial<PlatformProps> = {}): PlatformProps {
  return {
    organization: 'acme',
    domain: 'platform.acme.io',
    teams: [{ name: 'payments', catalogGroup: 'payments-team', costCenter: 'cc-1' }, { name: 'platform' }],
    environments: [anEnvironment(), anEnvironment({ name: 'production' })],
    ...props,
  };
}

export function aPlatform(props: Partial<PlatformProps> = {}): Platform {
  return new Platform(platformProps(props));
}

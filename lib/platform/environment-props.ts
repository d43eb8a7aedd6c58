import type { ImageRules } from './image-rules';
import type { IStateBackend } from './state-backend';

/** Where Crossplane's API stands: what a request for data looks like. */
export enum CrossplaneApi {
  /** Namespaced composites, without claims: Crossplane 2.x. */
  V2 = 'v2',
  /** Claims on cluster-scoped composites: Crossplane 1.x. */
  V1 = 'v1',
}

/** Where the values of secrets live. */
export enum SecretBackend {
  /** AWS Secrets Manager in the environment's account and region. */
  AWS_SECRETS_MANAGER = 'aws-secrets-manager',
  /** HashiCorp Vault, through the platform's secret store. */
  VAULT = 'vault',
}

/** What enforces the network policies of a cluster. */
export enum NetworkPolicyEngine {
  /** Kubernetes' own NetworkPolicies, by any plugin. They know pods, namespaces and networks, but no host names. */
  KUBERNETES = 'kubernetes',
  /** Cilium, which also knows host names. */
  CILIUM = 'cilium',
}

/** What makes a database, cache or bucket. */
export enum Provisioner {
  /** A request that Argo CD applies and Crossplane serves. */
  CROSSPLANE = 'crossplane',
  /** The service's own Terraform. */
  TERRAFORM = 'terraform',
}

/** One environment: an EKS cluster in one AWS account and region, as the platform team declares it once. */
export interface EnvironmentProps {
  /**
   * The environment's name, such as `staging`; it ends the names of namespaces, roles and stacks.
   *
   * Above 12 characters it shortens the longest possible service name, since `<service>-<environment>` is a namespace.
   */
  readonly name: string;
  /**
   * Whether users depend on it: namespaces are protected from destruction, and data gets the safe defaults.
   *
   * @default - true if the name is production or prod, otherwise false; required for any other name that sounds like production
   */
  readonly production?: boolean;
  /** The AWS account, twelve digits. */
  readonly awsAccountId: string;
  /** The AWS region, such as `eu-west-1`. */
  readonly awsRegion: string;

  /** The EKS cluster's name. */
  readonly clusterName: string;
  /** The URL of the cluster's API server, `https://` first. */
  readonly clusterEndpoint: string;
  /** The certificate authority of the API server, base64 as EKS gives it. */
  readonly clusterCertificateAuthority: string;
  /**
   * The ARN of the cluster's IAM OIDC provider. With it services get their role by IRSA.
   *
   * @default - workload identity by EKS Pod Identity
   * @see https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
   */
  readonly oidcProviderArn?: string;
  /**
   * The URL of the cluster's OIDC issuer, `https://` first.
   *
   * @default - the one that oidcProviderArn ends with; none without it
   */
  readonly oidcIssuer?: string;
  /**
   * The managed policy beyond which no role of a service can go, as an ARN. Every role of a service has it, and so must every
   * role that a team writes itself.
   *
   * @default - no boundary
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundaryArn?: string;

  /**
   * The VPC's network, in which data services have their addresses.
   *
   * @default '10.0.0.0/8'
   */
  readonly vpcCidr?: string;
  /**
   * Further networks of the VPC: secondary IPv4 ranges, such as the one that EKS takes for pods, and IPv6 ranges.
   *
   * @default - none
   */
  readonly vpcSecondaryCidrs?: string[];
  /**
   * Whether pods have IPv6 addresses, alone or beside IPv4. Rules for every address then name those of IPv6 as well.
   *
   * @default - true if a network of the VPC is an IPv6 one, otherwise false
   */
  readonly dualStack?: boolean;
  /**
   * The name of the subnet group that databases are placed in.
   *
   * @default - `<name>-database`
   */
  readonly databaseSubnetGroup?: string;
  /**
   * The name of the ElastiCache subnet group that caches are placed in.
   *
   * @default - `<name>-cache`
   */
  readonly cacheSubnetGroup?: string;
  /**
   * The security groups that databases and caches are given.
   *
   * @default - none: AWS gives them the default group of the VPC
   */
  readonly databaseSecurityGroupIds?: string[];
  /**
   * The networks in which AWS APIs answer: the subnets of the VPC's interface endpoints. S3 and DynamoDB answer through
   * gateway endpoints at public addresses: add the networks of their prefix lists.
   *
   * @default - 0.0.0.0/0 on port 443, with an annotation that says why
   */
  readonly awsEndpointCidrs?: string[];

  /**
   * The namespace of the cluster's DNS.
   *
   * @default 'kube-system'
   */
  readonly dnsNamespace?: string;
  /**
   * The labels of the cluster's DNS pods.
   *
   * @default { 'k8s-app': 'kube-dns' }
   */
  readonly dnsPodLabels?: Record<string, string>;
  /**
   * Further addresses that answer DNS, such as the cluster IP of the DNS Service.
   *
   * @default - none
   */
  readonly dnsCidrs?: string[];
  /**
   * Whether NodeLocal DNSCache answers the pods, at 169.254.20.10 on every node. If it also answers at the cluster IP of
   * the DNS Service, as with kube-proxy in iptables mode, add that one to dnsCidrs.
   *
   * @default false
   * @see https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/
   */
  readonly nodeLocalDns?: boolean;
  /**
   * The networks from which the API server calls admission webhooks, and at which it is called.
   *
   * @default - every network of the VPC: EKS places the API server's network interfaces in its subnets
   */
  readonly apiServerCidrs?: string[];
  /**
   * What enforces network policies. With Cilium, services can be allowed to call host names.
   *
   * @default NetworkPolicyEngine.KUBERNETES
   */
  readonly networkPolicyEngine?: NetworkPolicyEngine;

  /**
   * The class of the ingress controller.
   *
   * @default 'nginx'
   */
  readonly ingressClass?: string;
  /**
   * The namespace that the ingress controller's pods run in.
   *
   * @default 'ingress-nginx'
   */
  readonly ingressNamespace?: string;
  /**
   * The name of the Gateway that HTTPRoutes attach to.
   *
   * @default 'public'
   */
  readonly gatewayName?: string;
  /**
   * The namespace of the Gateway.
   *
   * @default - ingressNamespace
   */
  readonly gatewayNamespace?: string;
  /**
   * The namespace that the pods of the Gateway's proxies run in, such as `envoy-gateway-system`.
   *
   * @default - ingressNamespace
   */
  readonly gatewayProxyNamespace?: string;
  /**
   * The labels of those pods.
   *
   * @default - ingressPodLabels if the proxies run in ingressNamespace, otherwise every pod of gatewayProxyNamespace
   */
  readonly gatewayProxyPodLabels?: Record<string, string>;
  /**
   * Whether cert-manager proves hosts by HTTP-01: its solver's pods in the namespaces of services then get requests from
   * the ingress, and can call nothing.
   *
   * @default false
   * @see https://cert-manager.io/docs/configuration/acme/http01/
   */
  readonly acmeHttp01Solver?: boolean;
  /**
   * The labels of the ingress controller's pods.
   *
   * @default - every pod of ingressNamespace
   */
  readonly ingressPodLabels?: Record<string, string>;
  /**
   * The networks that requests come from where a load balancer reaches the pods itself; then no namespace is let in.
   *
   * @default - requests come from ingressNamespace
   */
  readonly ingressCidrs?: string[];

  /**
   * The ClusterIssuer from which cert-manager gets a certificate for each Ingress. The listener of a Gateway has its own.
   *
   * @default - the ingress controller's own certificate
   * @see https://cert-manager.io/docs/usage/ingress/
   */
  readonly certificateIssuer?: string;
  /**
   * Annotations of every Ingress, for a controller that needs them to serve HTTPS or to redirect to it.
   *
   * @default - none
   */
  readonly ingressAnnotations?: Record<string, string>;
  /**
   * The Gateway's listener with TLS, its sectionName, that HTTPRoutes attach to.
   *
   * @default 'https'
   */
  readonly gatewayListener?: string;
  /**
   * The Gateway's listener without TLS. Each HTTPRoute gets a second one there that redirects to HTTPS.
   *
   * @default - none: no HTTPRoute answers plain HTTP
   */
  readonly gatewayHttpListener?: string;
  /**
   * Why requests reach the ingress without TLS, such as a load balancer in front of it that ends TLS and redirects. With it,
   * no Ingress asks for TLS, and HTTPRoutes attach to every listener of the Gateway.
   *
   * @default - HTTPS, with a redirect from HTTP
   */
  readonly plainHttpReason?: string;

  /**
   * The namespace that Prometheus runs in.
   *
   * @default 'monitoring'
   */
  readonly monitoringNamespace?: string;
  /**
   * The labels by which Prometheus selects its monitors and rules.
   *
   * @default { release: 'kube-prometheus-stack' }
   */
  readonly monitoringSelectorLabels?: Record<string, string>;

  /**
   * The ClusterSecretStore that secrets are read through.
   *
   * @default 'platform-secrets'
   */
  readonly secretStoreName?: string;
  /**
   * Where the values of secrets live.
   *
   * @default SecretBackend.AWS_SECRETS_MANAGER
   */
  readonly secretBackend?: SecretBackend;

  /**
   * What makes databases and buckets that name no provisioner themselves.
   *
   * @default Provisioner.CROSSPLANE
   */
  readonly dataProvisioner?: Provisioner;
  /**
   * Which form requests for data have.
   *
   * @default CrossplaneApi.V2
   */
  readonly crossplaneApi?: CrossplaneApi;
  /**
   * The name of Crossplane's ProviderConfig for AWS.
   *
   * @default - `aws-<name>`
   */
  readonly crossplaneProviderConfig?: string;

  /**
   * The namespace that Strimzi's topic operator watches.
   *
   * @default 'kafka'
   */
  readonly kafkaNamespace?: string;
  /**
   * The name of the Kafka cluster.
   *
   * @default 'platform'
   */
  readonly kafkaCluster?: string;
  /**
   * The port of the Kafka listener that has TLS and SCRAM-SHA-512.
   *
   * @default 9093
   */
  readonly kafkaPort?: number;

  /**
   * Which images services may run, and whether any other is refused.
   *
   * @default - an audit without exceptions, where the platform has an ImagePolicy
   */
  readonly imageRules?: ImageRules;

  /**
   * The API server that Argo CD deploys to.
   *
   * @default 'https://kubernetes.default.svc'
   */
  readonly argoCdDestination?: string;
  /**
   * The namespace that Argo CD runs in.
   *
   * @default 'argocd'
   */
  readonly argoCdNamespace?: string;

  /**
   * Where Terraform keeps the state of the environment's stacks.
   *
   * @default - a file beside cdktf.json; refused for a production environment
   */
  readonly backend?: IStateBackend;
}

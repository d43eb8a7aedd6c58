import { OpensearchDomain } from '@cdktf/provider-aws/lib/opensearch-domain';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Access, Companion, ConnectOption, DependencyKind, Peer } from '@golden-path/constructs';
import type { Connection, ConnectOptions, Guarantee, IMicroserviceInfra, MicroserviceInfra, Problem } from '@golden-path/constructs';
import type { Construct } from 'constructs';
import { SEARCH_NETWORKS } from './search-networks';
import type { SearchNetwork } from './search-networks';

/** What a team says of its search domain. */
export interface SearchDomainProps {
  /** The name: OpenSearch takes at most 28 characters, the environment's included. */
  readonly searchName: string;
  /** GiB on each node, from 10 to 500. */
  readonly storageGb: number;
}

const GUARANTEES: Guarantee[] = [
  { argument: 'encrypt_at_rest.enabled', value: true, rule: 'encryption at rest' },
  { argument: 'node_to_node_encryption.enabled', value: true, rule: 'TLS between nodes' },
  { argument: 'domain_endpoint_options.enforce_https', value: true, rule: 'TLS for every client' },
  { argument: 'domain_endpoint_options.tls_security_policy', value: 'Policy-Min-TLS-1-2-PFS-2023-10', rule: 'a TLS that is still safe' },
  { argument: 'lifecycle.prevent_destroy', value: true, rule: 'indices that no plan deletes' },
];

/** What each kind of access needs. */
const ACTIONS: Record<Access, string[]> = {
  [Access.READ]: ['es:ESHttpGet', 'es:ESHttpHead'],
  [Access.WRITE]: ['es:ESHttpDelete', 'es:ESHttpPatch', 'es:ESHttpPost', 'es:ESHttpPut'],
  [Access.READ_WRITE]: ['es:ESHttpDelete', 'es:ESHttpGet', 'es:ESHttpHead', 'es:ESHttpPatch', 'es:ESHttpPost', 'es:ESHttpPut'],
};

/** A search domain on Amazon OpenSearch Service, in the private subnets of its environment. */
export class SearchDomain extends Companion {
  /** The domain in Terraform. */
  public readonly domain: OpensearchDomain;
  /** The host that services call. */
  public readonly host: string;

  public constructor(scope: Construct, id: string, props: SearchDomainProps) {
    super(scope, id, {
      companionName: props.searchName,
      kind: DependencyKind.of('search-domain'),
      connectOptions: [ConnectOption.ACCESS],
      maxLength: 28,
      nameProp: 'searchName',
      problems: storageProblems(props.storageGb),
    });
    const network = SEARCH_NETWORKS[this.environment.name];
    this.host = `${this.companionName}.${network.zoneName}`;
    this.domain = this.addDomain(network, props.storageGb);
    const { zoneId } = network;
    const records = [this.domain.endpoint];
    this.keep(new Route53Record(this, 'Name', { zoneId, name: this.host, type: 'CNAME', ttl: 300, records }), []);
  }

  /** The variables are `<NAME>_URL` and `<NAME>_REGION`: clients sign their requests for that region. */
  public connectionFor(service: IMicroserviceInfra, options: ConnectOptions): Connection {
    return {
      kind: this.kind,
      name: this.companionName,
      variables: [
        { name: this.variableName(options, 'URL'), value: `https://${this.host}` },
        { name: this.variableName(options, 'REGION'), value: this.environment.awsRegion },
      ],
      egress: [{ peer: Peer.cidr(this.environment.vpcCidr), port: 443 }],
      grants: [{ actions: ACTIONS[this.accessOf(service, options)], resources: [`${this.arnOf('es', `domain/${this.physicalName}`)}/*`] }],
    };
  }

  /** Lets a service search: the same as `service.connectTo` with `Access.READ`. */
  public grantRead(service: MicroserviceInfra): void {
    this.grantAccess(service, Access.READ);
  }

  private addDomain({ subnetIds, securityGroupId, certificateArn }: SearchNetwork, volumeSize: number): OpensearchDomain {
    const domain = new OpensearchDomain(this, 'Domain', {
      domainName: this.physicalName,
      engineVersion: 'OpenSearch_2.19',
      clusterConfig: {
        instanceType: 'r7g.large.search',
        instanceCount: subnetIds.length,
        zoneAwarenessEnabled: true,
        zoneAwarenessConfig: { availabilityZoneCount: subnetIds.length },
      },
      ebsOptions: { ebsEnabled: true, volumeType: 'gp3', volumeSize },
      encryptAtRest: { enabled: true },
      nodeToNodeEncryption: { enabled: true },
      domainEndpointOptions: {
        enforceHttps: true,
        tlsSecurityPolicy: 'Policy-Min-TLS-1-2-PFS-2023-10',
        customEndpointEnabled: true,
        customEndpoint: this.host,
        customEndpointCertificateArn: certificateArn,
      },
      vpcOptions: { subnetIds, securityGroupIds: [securityGroupId] },
      lifecycle: { preventDestroy: true },
    });
    this.keep(domain, GUARANTEES);
    return domain;
  }
}

function storageProblems(storageGb: number): Problem[] {
  if (Number.isInteger(storageGb) && storageGb >= 10 && storageGb <= 500) return [];
  return [{ path: 'storageGb', got: String(storageGb), allowed: 'an integer from 10 to 500', fix: 'use a number in that range' }];
}

import { RoleBindingV1 } from '@cdktf/provider-kubernetes/lib/role-binding-v1';
import { RoleV1 } from '@cdktf/provider-kubernetes/lib/role-v1';
import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { fixedAddress } from '../../core/fixed-address';
import type { Json } from '../../core/json';
import { expectation, ofObject } from '../../guardrails/expectations';
import type { Expectation, ObjectExpectation } from '../../guardrails/expectations';
import { cdk8s } from '../../output/manifests';
import type { Environment } from '../../platform/environment';
import { Access } from '../../service/connection';
import { DependencyKind } from '../../service/dependency-kind';
import type { IMicroserviceInfra } from '../../service/imported-service';
import type { MicroserviceInfra } from '../../service/microservice-infra';
import type { StackContext } from '../../stack/stack-context';
import { REFRESH_INTERVAL } from '../shared/external-secret';
import { sameSecret } from '../shared/same-secret';
import { serviceScopeOf } from '../shared/service-scope';
import { TOPIC_GUARDRAILS } from './guardrails';

/** The operations on a topic that each kind of access needs. */
const OPERATIONS: Record<Access, string[]> = {
  [Access.READ]: ['Describe', 'Read'],
  [Access.WRITE]: ['Describe', 'Write'],
  [Access.READ_WRITE]: ['Describe', 'Read', 'Write'],
};

const AUTHENTICATION = { type: 'scram-sha-512' };

const ID = 'KafkaUser';

/**
 * The Kafka user of a service, and the copy of its password in the service's namespace.
 *
 * Strimzi keeps a user and its Secret in the namespace of Kafka. The service account of the service can read only that
 * Secret there, and External Secrets copies it with that account, so no shared store is needed.
 *
 * @see https://strimzi.io/docs/operators/latest/deploying#proc-configuring-kafka-user-str
 * @see https://external-secrets.io/latest/provider/kubernetes/
 */
export class KafkaUser extends Construct {
  /** The user of a service, created on first use. */
  public static of(service: MicroserviceInfra): KafkaUser {
    return (service.node.tryFindChild(ID) as KafkaUser | undefined) ?? new KafkaUser(service);
  }

  /** The Secret in the service's namespace with the keys username, password and ca.crt. */
  public readonly secretName: string;
  /** The prefix of the service's consumer groups; the name of a service has no dot. */
  public readonly groupPrefix: string;
  public readonly user: ApiObject;
  /** The SecretStore that External Secrets uses to read from Kafka's namespace. */
  public readonly secretStore: ApiObject;
  /** The ExternalSecret that copies it. */
  public readonly externalSecret: ApiObject;
  private readonly topics = new Map<string, Access>();

  private constructor(private readonly service: MicroserviceInfra) {
    super(service, ID);
    const { context, environment, namespace, folder, kafkaFolder } = serviceScopeOf(service);
    const userName = namespace;
    this.secretName = `${service.serviceName}-kafka`;
    this.groupPrefix = `${service.serviceName}.`;
    this.user = context.manifests.add(
      this,
      kafkaFolder,
      {
        apiVersion: 'kafka.strimzi.io/v1',
        kind: 'KafkaUser',
        metadata: {
          name: userName,
          namespace: environment.kafkaNamespace,
          labels: { 'strimzi.io/cluster': environment.kafkaCluster },
        },
        spec: {
          authentication: AUTHENTICATION,
          authorization: { type: 'simple', acls: cdk8s().Lazy.any({ produce: () => this.accessControl() }) },
        },
      },
      [this.sameRights()],
    );
    context.expectations.push(...addReader(this, context, service, userName));
    const add = (kind: string, spec: Json, promise: ObjectExpectation) =>
      context.manifests.add(
        this,
        folder,
        { apiVersion: 'external-secrets.io/v1', kind, metadata: { name: this.secretName, namespace }, spec },
        [promise],
      );
    const store = storeSpec(environment, service);
    const copy = copySpec(environment, this.secretName, userName);
    this.secretStore = add('SecretStore', store, ofObject(TOPIC_GUARDRAILS.store, { provider: store.provider }));
    this.externalSecret = add('ExternalSecret', copy, sameSecret(copy));
  }

  /** Gives the user access to a topic, in addition to the access that it already has. */
  public allow(topicName: string, access: Access): void {
    const present = this.topics.get(topicName);
    this.topics.set(topicName, present === undefined || present === access ? access : Access.READ_WRITE);
  }

  /** The user has only the access of its connections: a patch cannot add another topic, or a group of another service. */
  private sameRights(): ObjectExpectation {
    const { serviceName: service } = this.service;
    const expected = () => ({ service, groupPrefix: this.groupPrefix, authentication: AUTHENTICATION, acls: this.accessControl() });
    return { guardrail: TOPIC_GUARDRAILS.rights, expected };
  }

  /**
   * A rejected connection gives no access. A reader also needs a consumer group, whose name begins with the name of the
   * service.
   */
  private accessControl(): Json[] {
    const connected = this.service.dependencies.filter(({ kind }) => kind.name === DependencyKind.TOPIC.name).map(({ name }) => name);
    const topics = [...this.topics].filter(([name]) => connected.includes(name)).sort(([one], [other]) => (one < other ? -1 : 1));
    const reads = topics.some(([, access]) => access !== Access.WRITE);
    const group = { resource: { type: 'group', name: this.groupPrefix, patternType: 'prefix' }, operations: ['Read'] };
    return [
      ...topics.map(([name, access]) => ({
        resource: { type: 'topic', name, patternType: 'literal' },
        operations: OPERATIONS[access],
      })),
      ...(reads ? [group] : []),
    ];
  }
}

/** The Secrets that the service account can read in Kafka's namespace: its own password, and the certificate authority. */
function secretsOf({ kafkaCluster }: Environment, userName: string): string[] {
  return [`${kafkaCluster}-cluster-ca-cert`, userName];
}

/** Terraform creates the permission, because documents of teams must not contain any. */
function addReader(scope: Construct, { environment, owner }: StackContext, service: IMicroserviceInfra, userName: string): Expectation[] {
  const address = 'kafka_credentials';
  const { labels, annotations } = owner!;
  const metadata = { name: `${userName}-credentials`, namespace: environment.kafkaNamespace, labels, annotations };
  const secrets = secretsOf(environment, userName);
  const role = new RoleV1(scope, 'Reader', {
    metadata,
    rule: [{ apiGroups: [''], resources: ['secrets'], resourceNames: secrets, verbs: ['get'] }],
  });
  fixedAddress(role, address);
  const binding = new RoleBindingV1(scope, 'ReaderBinding', {
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role.metadata.name },
    subject: [{ kind: 'ServiceAccount', name: service.serviceAccountName, namespace: service.namespaceName }],
  });
  fixedAddress(binding, address);
  return [
    expectation(role, TOPIC_GUARDRAILS.reader, { namespace: metadata.namespace, secrets }),
    expectation(binding, TOPIC_GUARDRAILS.binding, {
      namespace: metadata.namespace,
      role: metadata.name,
      subject: `${service.namespaceName}/${service.serviceAccountName}`,
    }),
  ];
}

function storeSpec({ kafkaNamespace }: Environment, { serviceAccountName }: IMicroserviceInfra): Json {
  return {
    provider: {
      kubernetes: {
        remoteNamespace: kafkaNamespace,
        // Every namespace has this ConfigMap with the certificate authority of the cluster's own API.
        server: { caProvider: { type: 'ConfigMap', name: 'kube-root-ca.crt', key: 'ca.crt' } },
        auth: { serviceAccount: { name: serviceAccountName } },
      },
    },
  };
}

function copySpec(environment: Environment, secretName: string, userName: string): Json {
  const [authority] = secretsOf(environment, userName);
  const from = (key: string, property: string) => ({
    remoteRef: { key, property, conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' },
  });
  return {
    refreshInterval: REFRESH_INTERVAL,
    secretStoreRef: { kind: 'SecretStore', name: secretName },
    target: {
      name: secretName,
      creationPolicy: 'Owner',
      deletionPolicy: 'Retain',
      template: {
        engineVersion: 'v2',
        mergePolicy: 'Replace',
        data: { 'username': userName, 'password': '{{ .password }}', 'ca.crt': '{{ .authority }}' },
      },
    },
    data: [
      { secretKey: 'authority', ...from(authority, 'ca.crt') },
      { secretKey: 'password', ...from(userName, 'password') },
    ],
  };
}

import { ConnectOption } from '../../service/connection';
import { DependencyKind } from '../../service/dependency-kind';
import type { CompanionDescription } from '../shared/companion-description';
import { topicForm } from './form';
import { TOPIC_GUARDRAILS } from './guardrails';
import { TOPIC_METRICS } from './metrics';

export const TOPIC: CompanionDescription = {
  construct: 'KafkaTopic',
  summary: "A topic on the platform's Kafka cluster, with a user for each service",
  page: 'data.md#kafkatopic',
  kind: DependencyKind.TOPIC,
  connectOptions: [ConnectOption.ACCESS],
  connects: {
    sharedVariables: [
      'KAFKA_BOOTSTRAP_SERVERS',
      'KAFKA_SECURITY_PROTOCOL',
      'KAFKA_SASL_MECHANISM',
      'KAFKA_USERNAME',
      'KAFKA_PASSWORD',
      'KAFKA_CA_CERT',
      'KAFKA_GROUP_PREFIX',
    ],
    variables: ['TOPIC'],
    network: 'the brokers, `kafkaPort`',
    permissions: "none; Kafka's own ACLs, depending on `access`",
  },
  provisioners: ['Strimzi'],
  serviceKinds: [
    { group: 'external-secrets.io', kind: 'ExternalSecret' },
    { group: 'external-secrets.io', kind: 'SecretStore' },
  ],
  kafkaKinds: [
    { group: 'kafka.strimzi.io', kind: 'KafkaTopic' },
    { group: 'kafka.strimzi.io', kind: 'KafkaUser' },
  ],
  guardrails: TOPIC_GUARDRAILS,
  replacing: { kubernetes_role_binding: ['role_ref'] },
  form: topicForm,
  catalogType: 'topic',
  metrics: TOPIC_METRICS,
};

import { ConnectOption } from '../../service/connection';
import { DependencyKind } from '../../service/dependency-kind';
import type { CompanionDescription } from '../shared/companion-description';
import { TOPIC_GUARDRAILS } from './guardrails';

export const TOPIC: CompanionDescription = {
  construct: 'KafkaTopic',
  summary: "A topic on the platform's Kafka cluster, with a user for each service",
  page: 'data.md#kafkatopic',
  kind: DependencyKind.TOPIC,
  connectOptions: [ConnectOption.ACCESS],
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
  catalogType: 'topic',
};

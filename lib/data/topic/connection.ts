import type { Environment } from '../../platform/environment';
import type { ConnectionEgress, EnvironmentVariable } from '../../service/connection';
import { Peer } from '../../service/peer';
import type { KafkaUser } from './kafka-user';

/** What every client of the platform's Kafka cluster needs, whichever topic it uses. */
export function kafkaConnection(
  { kafkaCluster, kafkaNamespace, kafkaPort }: Environment,
  { groupPrefix, secretName }: KafkaUser,
): { variables: EnvironmentVariable[]; egress: ConnectionEgress[] } {
  const bootstrap = `${kafkaCluster}-kafka-bootstrap.${kafkaNamespace}.svc:${kafkaPort}`;
  return {
    variables: [
      { name: 'KAFKA_BOOTSTRAP_SERVERS', value: bootstrap },
      { name: 'KAFKA_SECURITY_PROTOCOL', value: 'SASL_SSL' },
      { name: 'KAFKA_SASL_MECHANISM', value: 'SCRAM-SHA-512' },
      { name: 'KAFKA_USERNAME', secretName, secretKey: 'username' },
      { name: 'KAFKA_PASSWORD', secretName, secretKey: 'password' },
      { name: 'KAFKA_CA_CERT', secretName, secretKey: 'ca.crt' },
      { name: 'KAFKA_GROUP_PREFIX', value: groupPrefix },
    ],
    // The labels that Strimzi puts on the brokers of a cluster.
    egress: [
      {
        peer: Peer.namespace(kafkaNamespace, { 'strimzi.io/cluster': kafkaCluster, 'strimzi.io/name': `${kafkaCluster}-kafka` }),
        port: kafkaPort,
      },
    ],
  };
}

import type { DependencyMetric } from '../shared/companion-description';

/** What is measured of a topic, by the exporter that Strimzi deploys with Kafka. */
export const TOPIC_METRICS: readonly DependencyMetric[] = [
  {
    id: 'lag',
    title: 'Consumer lag',
    metric: 'kafka_consumergroup_lag',
    // Every consumer group of a service begins with its name and a dot.
    labels: [
      { label: 'topic', value: ({ name }) => name },
      { label: 'consumergroup', value: ({ service }) => `${service}.`, suffix: '.*' },
    ],
    unit: 'count',
    over: 'sum',
    source: 'https://github.com/danielqsj/kafka_exporter#consumer-groups',
    alert: {
      name: 'ConsumerLagHigh',
      threshold: 10_000,
      minutes: 15,
      meaning: 'The consumers of the service are far behind the newest message of the topic.',
      steps: [
        'See whether the consumers run and commit: a lag that only grows means that they do not.',
        'Look in the logs for a message that fails again and again, and for rebalancing.',
        'Mend what fails, or run more consumers, up to one for each partition.',
      ],
    },
  },
];

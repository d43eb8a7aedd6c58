import { cloudWatch, dimension, physicalName } from '../shared/cloudwatch';

const SQS = {
  prefix: 'sqs',
  labels: [dimension('QueueName', physicalName, '(\\.fifo)?')],
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html',
};

/** What is measured of a queue. */
export const QUEUE_METRICS = [
  cloudWatch(SQS, 'approximate_age_of_oldest_message_maximum', {
    id: 'age',
    title: 'Age of the oldest message',
    unit: 'seconds',
    alert: {
      name: 'QueueMessagesOld',
      threshold: 900,
      minutes: 10,
      meaning: 'The oldest message waits too long: the consumers are too slow, or do not run.',
      steps: [
        'See whether the consumers run, and what their logs say.',
        'Look in the dead-letter queue for messages that fail again and again.',
        'Mend what fails, or run more consumers.',
      ],
    },
  }),
  cloudWatch(SQS, 'approximate_number_of_messages_visible_average', { id: 'messages', title: 'Messages that wait', unit: 'count' }),
] as const;

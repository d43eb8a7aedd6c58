import { cloudWatch, dimension, physicalName } from '../shared/cloudwatch';

const SNS = {
  prefix: 'sns',
  labels: [dimension('TopicName', physicalName, '(\\.fifo)?')],
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html',
};

/** What is measured of a topic of SNS. */
export const NOTIFICATIONS_METRICS = [
  cloudWatch(SNS, 'number_of_notifications_failed_sum', {
    id: 'failed',
    title: 'Notifications that failed',
    unit: 'count',
    over: 'sum',
    alert: {
      name: 'NotificationsFailed',
      threshold: 0,
      minutes: 10,
      meaning: 'SNS could not deliver messages of the topic to all of its queues.',
      steps: [
        'See in the delivery status of the topic which subscription fails, and why.',
        'Check that the policies of its queue and key let the topic send.',
        'Mend the subscription, and send again what was lost.',
      ],
    },
  }),
  cloudWatch(SNS, 'number_of_messages_published_sum', { id: 'messages', title: 'Messages', unit: 'count', over: 'sum' }),
] as const;

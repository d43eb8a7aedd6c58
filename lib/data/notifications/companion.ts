import { ConnectOption } from '../../service/connection';
import { DependencyKind } from '../../service/dependency-kind';
import type { CompanionDescription } from '../shared/companion-description';
import { NOTIFICATIONS_METRICS } from './metrics';

export const NOTIFICATIONS: CompanionDescription = {
  construct: 'SnsTopic',
  summary: 'A topic on Amazon SNS, which sends each message to several queues',
  page: 'notifications.md',
  kind: DependencyKind.of('notification-topic'),
  connectOptions: [ConnectOption.ACCESS],
  connects: {
    variables: ['TOPIC_ARN', 'REGION'],
    network: 'the AWS APIs, port 443',
    permissions: 'publishing to this topic',
  },
  provisioners: ['Terraform'],
  replacing: {
    aws_sns_topic: ['fifo_topic', 'region'],
    aws_sns_topic_subscription: ['endpoint', 'protocol', 'region', 'topic_arn'],
  },
  catalogType: 'topic',
  metrics: NOTIFICATIONS_METRICS,
};

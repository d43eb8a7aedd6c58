import { ConnectOption } from '../../service/connection';
import { DependencyKind } from '../../service/dependency-kind';
import type { CompanionDescription } from '../shared/companion-description';
import { QUEUE_METRICS } from './metrics';

export const QUEUE: CompanionDescription = {
  construct: 'SqsQueue',
  summary: 'A queue on Amazon SQS, with a queue for dead letters',
  page: 'queue.md',
  kind: DependencyKind.of('queue'),
  connectOptions: [ConnectOption.ACCESS],
  connects: {
    variables: ['QUEUE_URL', 'QUEUE_ARN', 'REGION'],
    network: 'the AWS APIs, port 443',
    permissions: 'this queue, depending on `access`',
  },
  provisioners: ['Terraform'],
  replacing: { aws_sqs_queue: ['fifo_queue', 'region'], aws_sqs_queue_redrive_allow_policy: ['queue_url', 'region'] },
  catalogType: 'queue',
  metrics: QUEUE_METRICS,
};

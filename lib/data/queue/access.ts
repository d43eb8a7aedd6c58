import { Access } from '../../service/connection';

const ADDRESS = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl'];
const RECEIVE = ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:ReceiveMessage'];
const SEND = ['sqs:SendMessage'];

/**
 * The actions that each kind of access needs: a consumer of messages also deletes them.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
 */
export const ACTIONS: Readonly<Record<Access, string[]>> = {
  [Access.READ]: [...ADDRESS, ...RECEIVE].sort(),
  [Access.WRITE]: [...ADDRESS, ...SEND].sort(),
  [Access.READ_WRITE]: [...ADDRESS, ...RECEIVE, ...SEND].sort(),
};

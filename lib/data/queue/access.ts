import { Access } from '../../service/connection';

const ADDRESS = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl'];
const RECEIVE = ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:ReceiveMessage'];
const SEND = ['sqs:SendMessage'];

/**
 * What each kind of access needs: whoever works off a message also deletes it.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
 */
export const ACTIONS: Readonly<Record<Access, string[]>> = {
  [Access.READ]: [...ADDRESS, ...RECEIVE].sort(),
  [Access.WRITE]: [...ADDRESS, ...SEND].sort(),
  [Access.READ_WRITE]: [...ADDRESS, ...RECEIVE, ...SEND].sort(),
};

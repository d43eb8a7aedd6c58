import { SERVICE_NAME } from '../../platform/service-name';
import type { CompanionForm } from '../shared/companion-description';
import { TOPIC_NAME } from './limits';

const MAX_LENGTH = TOPIC_NAME.maxLength - SERVICE_NAME.maxLength - 1;

/**
 * What a form asks of somebody who wants a topic: what follows the service's name and a dot. With single hyphens and no more dots, no
 * two names lead to the same environment variable.
 */
export function topicForm(): CompanionForm {
  const limit = {
    type: 'string',
    pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
    example: 'order-placed',
    maxLength: MAX_LENGTH,
    description: `lowercase letters, digits and single hyphens such as order-placed, at most ${MAX_LENGTH} characters`,
  } as const;
  return { name: { limit, never: [] }, limits: {} };
}

import { input, join } from '../core/formula';
import { DNS_LABEL_LENGTH, ROLE_NAME_LENGTH } from '../core/names';

/** The namespace, which is also the name of the IAM role and of the stack. */
export const NAMESPACE = join(input('serviceName'), '-', input('environment'));

export const ROLE_NAME = NAMESPACE;

/** The longest name that namespace and role allow, less the hyphen and the environment's name. */
export const SERVICE_NAME_ROOM = Math.min(DNS_LABEL_LENGTH, ROLE_NAME_LENGTH) - 1;

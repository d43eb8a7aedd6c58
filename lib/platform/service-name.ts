/**
 * What a service may be called: the name goes into namespaces, labels, DNS names, IAM roles and stack ids.
 */
export const SERVICE_NAME = {
  type: 'string',
  pattern: '^[a-z][a-z0-9-]{1,48}[a-z0-9]$',
  example: 'payment-service',
  minLength: 3,
  maxLength: 50,
  description:
    '3 to 50 lowercase letters, digits and hyphens, beginning with a letter and not ending with a hyphen (^[a-z][a-z0-9-]{2,49}$)',
} as const;

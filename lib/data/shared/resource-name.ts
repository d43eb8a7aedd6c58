import type { Limit } from '../../core/limits';

/** A name of 3 to `maxLength` characters that resources in AWS can have. */
export function resourceName(maxLength: number) {
  return {
    type: 'string',
    pattern: '^[a-z]([a-z0-9]|-[a-z0-9])*$',
    example: 'orders-db',
    minLength: 3,
    maxLength,
    description: `3 to ${maxLength} lowercase letters, digits and single hyphens, beginning with a letter and not ending with a hyphen`,
  } as const satisfies Limit;
}

/** The limit of a name that has to fit with what is appended to it. */
export function fitting({ maxLength }: Limit, length: number, appended: string): Limit {
  return resourceName(Math.min(maxLength!, length - appended.length));
}

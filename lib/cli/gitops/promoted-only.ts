/** The properties of a stack that decide how its files reach Argo CD. */
interface Deployed {
  readonly name: string;
  readonly service?: string;
  readonly production?: boolean;
}

/**
 * The names of the stacks whose files only a promotion changes: those of production, if their service has another environment that
 * comes first.
 */
export function promotedOnly(stacks: readonly Deployed[]): ReadonlySet<string> {
  const first = new Set(stacks.filter(({ production }) => production !== true).map(({ service }) => service));
  const promoted = stacks.filter(({ production, service }) => production === true && service !== undefined && first.has(service));
  return new Set(promoted.map(({ name }) => name));
}

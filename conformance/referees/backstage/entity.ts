/** An entity of Backstage's catalog, as a file has it or as the backend answers. */
export interface Entity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly [field: string]: unknown;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
  /** What the backend made of the entity's and of other entities' fields. */
  readonly relations?: readonly Relation[];
}

/** One end of a relation: `dependsOn` at the one, `dependencyOf` at the other. */
export interface Relation {
  readonly type: string;
  readonly targetRef: string;
}

/** An entity's full reference in lower case, as relations name it: `component:default/payment-service`. */
export function refOf({ kind, metadata: { name, namespace = 'default' } }: Pick<Entity, 'kind' | 'metadata'>): string {
  return `${kind}:${namespace}/${name}`.toLowerCase();
}

/** How a reference is shown: `component:payment-service`. */
export function shortRef(ref: string): string {
  return ref.replace(':default/', ':');
}

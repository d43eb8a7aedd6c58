/** The action on a resource. Terraform's `read` and `no-op` are not changes. */
export type Action = 'create' | 'update' | 'delete' | 'replace' | 'forget' | 'move' | 'import' | 'unknown';

/** A change of one resource, without its values, which may be secret. */
export interface ResourceChange {
  readonly action: Action;
  readonly address: string;
  /** Such as `aws_db_instance`. */
  readonly type: string;
}

/** The plan of one stack. */
export interface Plan {
  readonly changes: readonly ResourceChange[];
  /** The addresses of resources that were changed outside Terraform. */
  readonly drift: readonly string[];
  /** The names of the outputs that change. */
  readonly outputs: readonly string[];
  /** The reason why the plan is incomplete or missing, in this command's own words. */
  readonly trouble?: string;
}

/** A plan that could not be read, with the reason. */
export function withoutPlan(trouble: string): Plan {
  return { changes: [], drift: [], outputs: [], trouble };
}

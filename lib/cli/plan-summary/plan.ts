/** What becomes of a resource. Terraform's `read` and `no-op` are no changes. */
export type Action = 'create' | 'update' | 'delete' | 'replace' | 'forget' | 'move' | 'import' | 'unknown';

/** A change of one resource: never its values, which may be secret. */
export interface ResourceChange {
  readonly action: Action;
  readonly address: string;
  /** Such as `aws_db_instance`. */
  readonly type: string;
}

/** What is known of the plan of one stack. */
export interface Plan {
  readonly changes: readonly ResourceChange[];
  /** The addresses of what was changed by others than Terraform. */
  readonly drift: readonly string[];
  /** The names of the outputs that change. */
  readonly outputs: readonly string[];
  /** Why this is not all, or nothing at all, in words of this command. */
  readonly trouble?: string;
}

/** A plan of which only is known what went wrong. */
export function withoutPlan(trouble: string): Plan {
  return { changes: [], drift: [], outputs: [], trouble };
}

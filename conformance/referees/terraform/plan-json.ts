/**
 * What tests read of `terraform show -json`.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
export interface TerraformPlan {
  readonly planned_values: { readonly outputs?: Readonly<Record<string, PlannedOutput>>; readonly root_module: PlannedModule };
  readonly resource_changes?: readonly ResourceChange[];
  readonly output_changes?: Readonly<Record<string, Change>>;
}

export interface PlannedModule {
  readonly address?: string;
  readonly resources?: readonly PlannedResource[];
  readonly child_modules?: readonly PlannedModule[];
}

/** `values` lacks what is known only after apply. */
export interface PlannedResource {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface PlannedOutput {
  readonly sensitive: boolean;
  readonly value?: unknown;
}

export interface ResourceChange {
  readonly address: string;
  /** Where the state has it, if a `moved` block says so. */
  readonly previous_address?: string;
  readonly type: string;
  readonly name: string;
  readonly change: Change;
}

export interface Change {
  readonly actions: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
  readonly after_unknown: unknown;
  /** What is taken into the state although Terraform did not make it. */
  readonly importing?: { readonly id: string };
}

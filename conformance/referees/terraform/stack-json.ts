/**
 * What this folder reads of a stack's `cdk.tf.json`.
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json
 */
export interface StackJson {
  readonly terraform?: TerraformSettings;
  readonly provider?: Readonly<Record<string, readonly ProviderConfiguration[]>>;
  readonly resource?: Readonly<Record<string, object>>;
  readonly data?: Readonly<Record<string, object>>;
  readonly import?: readonly object[];
}

export interface TerraformSettings {
  readonly required_providers?: Readonly<Record<string, RequiredProvider>>;
  readonly backend?: object;
  readonly cloud?: object;
}

export interface RequiredProvider {
  readonly source?: string;
  readonly version?: string;
}

export interface ProviderConfiguration {
  readonly alias?: string;
}

/** The file in which CDKTF leaves a stack's configuration. */
export const STACK_FILE = 'cdk.tf.json';

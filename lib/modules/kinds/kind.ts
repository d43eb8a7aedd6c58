import type { Construct } from 'constructs';
import type { Limit } from '../../core/limits';
import type { Platform } from '../../platform/platform';
import type { TermValue } from '../derive/sample';
import type { Item } from '../hcl/body';
import type { ModuleName } from '../systems';

/** The inputs of a module, by the names of the construct's props. */
export interface Inputs {
  readonly serviceName: string;
  readonly teamName: string;
  readonly environment: string;
  readonly [prop: string]: TermValue;
}

/** A variable of a module: one prop of the construct. */
export interface Variable {
  readonly prop: string;
  readonly limit: Limit;
  readonly text: string;
  /** The default, if it is one value; `null` if it follows from other variables; nothing if the variable is required. */
  readonly default?: string | number | boolean | null;
  /** The default in words, if it follows from other variables. */
  readonly defaultText?: string;
}

/** A local of a module, and its value for some inputs. */
export interface Local {
  readonly name: string;
  readonly hcl: string;
  readonly of: (values: Readonly<Record<string, TermValue>>) => TermValue;
  /** Whether it may be null: Terraform evaluates the messages of conditions that hold, too. */
  readonly isNullable?: boolean;
}

/** A condition of the module, and inputs that break it, which the construct refuses too. Its message is the construct's. */
export interface Rule {
  /** The prop whose variable has the validation, or the resource of the module that has the precondition. */
  readonly at: { readonly prop: string } | { readonly resource: string };
  readonly condition: string;
  /** Inputs that break this rule and no other, each differing in everything that the message says. */
  readonly breaks: readonly Partial<Record<string, TermValue>>[];
  /** Whether it is the limit of one value: its fix depends on the value, which Terraform shows. */
  readonly isLimit?: boolean;
  /** The path of the construct's problem, if it is not the prop. */
  readonly path?: string;
}

/** An output of a module that the construct has no output for. */
export interface Output {
  readonly name: string;
  readonly value: string;
  readonly text: string;
}

/** A construct that can be rendered as a module. */
export interface ModuleKind {
  /** The module's name. */
  readonly name: ModuleName;
  /** The construct's class. */
  readonly construct: string;
  /** What the module makes, as one sentence. */
  readonly text: string;
  /** The last part of the module's address in a registry: `<namespace>/<name>/<system>`. */
  readonly system: string;
  readonly variables: (platform: Platform) => Variable[];
  /** Everything that follows from the inputs by a formula. */
  readonly values: (platform: Platform, inputs: Inputs) => Record<string, TermValue>;
  readonly locals: (platform: Platform) => Local[];
  /** Conditions under which something is there, in addition to variables that are true or given. */
  readonly conditions?: readonly Local[];
  /** Further locals, in files of their own. */
  readonly files?: (platform: Platform) => Record<string, Item[]>;
  readonly rules: (platform: Platform) => Rule[];
  /** Adds the construct to a stack that is named after the service. */
  readonly build: (scope: Construct, inputs: Inputs) => void;
  /** A value of each prop for one sample of the derivation, by the index of the sample. */
  readonly sample: (platform: Platform, index: number) => Record<string, TermValue>;
  /** The name of a resource in the module. */
  readonly nameOf: (name: string, inputs: Inputs) => string;
  readonly outputs?: readonly Output[];
  /** The resources that Terraform keeps in production environments only. */
  readonly keptInProduction?: readonly string[];
  /** Values of the variables that have no default, besides those of the service. */
  readonly required: (platform: Platform) => Readonly<Record<string, TermValue>>;
  /** Arguments that the module's own tests compare: the address of a resource, and the path of an argument of it. */
  readonly tested: readonly (readonly [type: string, name: string, path: string])[];
  /** Values of further variables that the example of the module has. */
  readonly example: Readonly<Record<string, TermValue>>;
}

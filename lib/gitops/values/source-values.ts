/** A key of a Secret or ConfigMap. */
interface KeyReference {
  readonly name: string;
  readonly key: string;
}

/** The same where pods may start without it. */
interface OptionalKeyReference extends KeyReference {
  readonly optional?: true;
}

/** Where a variable comes from, as Kubernetes has it: exactly one of the four is there. */
export interface EnvSourceValues {
  readonly secretKeyRef?: OptionalKeyReference;
  readonly configMapKeyRef?: OptionalKeyReference;
  /** The version is the default of Kubernetes, which it would write into the object. */
  readonly fieldRef?: { readonly apiVersion: 'v1'; readonly fieldPath: string };
  readonly resourceFieldRef?: { readonly resource: string; readonly divisor: string };
}

/** A whole Secret or ConfigMap, as Kubernetes has it. */
export interface EnvFromValues {
  readonly prefix?: string;
  readonly secretRef?: { readonly name: string; readonly optional?: true };
  readonly configMapRef?: { readonly name: string; readonly optional?: true };
}

/** Where a file comes from: exactly one of the two is there. */
export interface FileSourceValues {
  readonly secretKeyRef?: KeyReference;
  readonly configMapKeyRef?: KeyReference;
}

/** The variables that are not texts. */
export interface SourcedVariables {
  /** By the names of the variables. */
  readonly envSources?: Readonly<Record<string, EnvSourceValues>>;
  readonly envFrom?: readonly EnvFromValues[];
}

import fc from 'fast-check';
import type { EnvFromValues, EnvSourceValues, FileSourceValues, SourcedVariables } from '../../lib/gitops/values/source-values';

/** How many of a thing an application has at most, so that a failure stays readable. */
const FEW = 3;

const dnsLabel = fc.stringMatching(/^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$/);
const variable = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{0,20}$/);
const secretVariable = variable.map((name) => `${name}_SECRET`);
const fieldPath = fc.constantFrom('status.podIP', "metadata.labels['app']");
const keyReference = fc.record({ name: dnsLabel, key: fc.stringMatching(/^[A-Za-z0-9._-]{1,20}$/) });
const optional = fc.record({ optional: fc.constant(true as const) }, { requiredKeys: [] });
const optionalKey = fc.tuple(keyReference, optional).map(([key, others]) => ({ ...key, ...others }));
const whole = fc.tuple(fc.record({ name: dnsLabel }), optional).map(([name, others]) => ({ ...name, ...others }));

const envSource: fc.Arbitrary<EnvSourceValues> = fc.oneof(
  fc.record({ secretKeyRef: optionalKey }),
  fc.record({ configMapKeyRef: optionalKey }),
  fc.record({ fieldRef: fc.record({ apiVersion: fc.constant('v1' as const), fieldPath }) }),
  fc.record({ resourceFieldRef: fc.record({ resource: fc.constantFrom('limits.memory', 'requests.cpu'), divisor: fc.constant('1') }) }),
);

const envFrom: fc.Arbitrary<EnvFromValues> = fc
  .tuple(
    fc.oneof(fc.record({ secretRef: whole }), fc.record({ configMapRef: whole })),
    fc.record({ prefix: variable }, { requiredKeys: [] }),
  )
  .map(([from, others]) => ({ ...from, ...others }));

/** The variables that are not texts, of which some have the names of those that are. */
export const sourced: fc.Arbitrary<SourcedVariables> = fc.record(
  {
    envSources: fc.dictionary(fc.oneof(variable, secretVariable), envSource, { minKeys: 1, maxKeys: FEW, noNullPrototype: true }),
    envFrom: fc.array(envFrom, { minLength: 1, maxLength: FEW }),
  },
  { requiredKeys: [] },
);

export const fileSource: fc.Arbitrary<FileSourceValues> = fc.oneof(
  fc.record({ secretKeyRef: keyReference }),
  fc.record({ configMapKeyRef: keyReference }),
);

/** Files from elsewhere at these paths; nothing where there are none. */
export const fileSources = (paths: readonly string[]) => atPaths(paths, fileSource).map((map) => (map && { fileSources: map }));

/** Secrets at these paths; nothing where there are none. */
export const secretFolders = (paths: readonly string[]) => atPaths(paths, dnsLabel).map((map) => (map && { secretFolders: map }));

function atPaths<T>(paths: readonly string[], value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T> | undefined> {
  const values = fc.array(value, { minLength: paths.length, maxLength: paths.length });
  return values.map((all) => (paths.length > 0 ? Object.fromEntries(paths.map((path, index) => [path, all[index]])) : undefined));
}

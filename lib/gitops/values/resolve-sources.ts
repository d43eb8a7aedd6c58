import type { MicroserviceInfra } from '../../service/microservice-infra';
import type { EnvProps } from '../props/configuration-props';
import type { GitOpsAppProps } from '../props/gitops-app-props';
import type { FileSource } from '../sources/file-source';
import type { AppValues, SecretKey } from './app-values';
import type { FileSourceValues, SourcedVariables } from './source-values';

/** Below which folder the Secrets of connections are mounted. */
export const SECRETS_FOLDER = '/etc/secrets';

/** The variables that are not texts; nothing where there are none. */
export function sourcedVariablesOf({ envSources = {}, envFrom = [] }: EnvProps): SourcedVariables {
  return {
    ...(Object.keys(envSources).length > 0 && { envSources: mapped(envSources) }),
    ...(envFrom.length > 0 && { envFrom: envFrom.map((one) => one._values()) }),
  };
}

/** The files that are not texts; nothing where there are none. */
export function fileSourcesOf(sources: Readonly<Record<string, FileSource>> = {}): {
  readonly fileSources?: Readonly<Record<string, FileSourceValues>>;
} {
  return Object.keys(sources).length > 0 ? { fileSources: mapped(sources) } : {};
}

/** What the pods have of the Secrets of connections: variables, or files and variables with their paths. */
export function secretsOf(service: MicroserviceInfra, app: GitOpsAppProps): Pick<AppValues, 'env' | 'secretEnv' | 'secretFolders'> {
  const { env = {}, envSources = {}, secretsAsFiles } = app;
  // What the team writes itself wins over what a connection gives.
  const secrets = service.environmentVariables.flatMap(({ name, secretName, secretKey }): [string, SecretKey][] =>
    secretName === undefined || [env, envSources].some((own) => Object.hasOwn(own, name))
      ? []
      : [[name, { secret: secretName, key: secretKey! }]],
  );
  if (!secretsAsFiles || secrets.length === 0) return { env: {}, secretEnv: Object.fromEntries(secrets) };
  const folders = secrets.map(([, { secret }]) => [folderOf(secret), secret]);
  const paths = secrets.map(([name, { secret, key }]) => [`${name}_FILE`, `${folderOf(secret)}/${key}`]);
  return { env: Object.fromEntries(paths), secretEnv: {}, secretFolders: Object.fromEntries(folders) };
}

function folderOf(secret: string): string {
  return `${SECRETS_FOLDER}/${secret}`;
}

function mapped<T>(sources: Readonly<Record<string, { readonly _values: () => T }>>): Record<string, T> {
  return Object.fromEntries(Object.entries(sources).map(([key, source]) => [key, source._values()]));
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The parts of a stack in Terraform's JSON that are looked at. */
interface Stack {
  readonly resource?: { readonly kubernetes_namespace_v1?: Readonly<Record<string, { readonly metadata: { readonly name: string } }>> };
}

/** The namespaces that Terraform makes for a service in an environment; none where there is no such stack. */
export function namespacesOf(outdir: string, service: string, environment: string): string[] {
  const file = join(outdir, 'stacks', `${service}-${environment}`, 'cdk.tf.json');
  if (!existsSync(file)) return [];
  const { resource } = JSON.parse(readFileSync(file, 'utf8')) as Stack;
  return Object.values(resource?.kubernetes_namespace_v1 ?? {}).map(({ metadata }) => metadata.name);
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocuments, validate, type CrossplanePrograms, type KubernetesObject } from '../../referees/crossplane';
import { isDefinition, type Environment } from './environments';
import { outcomeOf, type Outcome } from './outcome';

/** Has Crossplane's own command line check every document of an output, by the output's definitions and the schemas given. */
export async function validateAll(
  environments: readonly Environment[],
  programs: CrossplanePrograms,
  schemas: readonly KubernetesObject[],
): Promise<Outcome> {
  const problems: string[] = [];
  const without = new Set<string>();
  let checked = 0;
  for (const { name, platform, manifests } of environments) {
    const result = await validate(programs, {
      schemas: [...schemas, ...platform.filter(isDefinition)],
      resources: [...platform, ...manifests],
    });
    problems.push(...result.problems.map((problem) => `${name}: ${problem}`));
    result.withoutSchema.forEach((kind) => without.add(kind));
    checked += result.checked;
  }
  const note = [`${checked} documents`, ...[...without].map((kind) => `no schema for ${kind}`)].join('; ');
  return outcomeOf(checked, problems, note);
}

/** The CustomResourceDefinitions of a folder, for the kinds that Crossplane does not bring itself. */
export function schemasIn(folder: string | undefined): KubernetesObject[] {
  if (!folder || !existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const documents = files.flatMap((name) => readDocuments(readFileSync(join(folder, name), 'utf8')));
  // Crossplane's own come with its command line, each kind once.
  return documents.filter(({ kind, metadata }) => kind === 'CustomResourceDefinition' && !/\.crossplane\.io$/.test(String(metadata?.name)));
}

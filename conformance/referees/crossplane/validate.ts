import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDocuments, type KubernetesObject } from '../../../test/support/documents';
import { runToEnd } from '../run-to-end';
import { inWorkFolder } from '../terraform/work-folder';
import type { CrossplanePrograms } from './build-crossplane';
import { failure } from './failure';

export interface ValidateInput {
  /** CompositeResourceDefinitions and CustomResourceDefinitions, besides those of Crossplane itself. */
  readonly schemas: readonly KubernetesObject[];
  readonly resources: readonly KubernetesObject[];
}

export interface Validation {
  /** How many documents a schema was found for. The input of a pipeline's step counts as a document. */
  readonly checked: number;
  readonly problems: readonly string[];
  /** Documents that nothing was checked of, by version and kind. */
  readonly withoutSchema: readonly string[];
}

/** Names an entry in the command's cache of downloads, so that it has none to make. */
const NO_IMAGE = 'none';

/**
 * Asks Crossplane's command line what a Kubernetes API server would say of documents: types, required and unknown fields, and
 * the rules in CEL. Works without a network. Documents of Crossplane's own, such as a Composition, are checked too.
 */
export async function validate({ cli, functions }: CrossplanePrograms, { schemas, resources }: ValidateInput): Promise<Validation> {
  return inWorkFolder(async (folder) => {
    const path = (name: string): string => join(folder, name);
    await mkdir(path(`cache/${NO_IMAGE}`), { recursive: true });
    // Copied, since the command splits the paths that it is given at commas.
    for (const [index, each] of [cli, ...Object.values(functions)].entries()) await cp(each.schemas, path(`schemas/${index}`), { recursive: true });
    await writeFile(path('schemas/given.yaml'), writeDocuments(schemas));
    await writeFile(path('resources.yaml'), writeDocuments(resources));
    const options = [`--cache-dir=${path('cache')}`, `--crossplane-image=${NO_IMAGE}`, '--skip-success-results'];
    const finished = await runToEnd(cli.binary, ['beta', 'validate', path('schemas'), path('resources.yaml'), ...options]);
    const validation = readReport(finished.stdout);
    // A command that fails without a problem of a document could not read its input.
    if (!validation || (finished.status !== 0 && validation.problems.length === 0)) throw failure('validate documents', finished);
    return validation;
  });
}

/** The command counts a document twice whose schema it is given twice, so its count of successes can be negative. */
const TOTAL = /^Total (\d+) resources: (\d+) missing schemas, -?\d+ success cases, \d+ failure cases$/m;
const NO_SCHEMA = 'could not find CRD/XRD for: ';

/** Reads what the command prints. Nothing, if it did not come to its end. */
export function readReport(stdout: string): Validation | undefined {
  const total = TOTAL.exec(stdout);
  if (!total) return undefined;
  // A message may have several lines; a mark begins the next one.
  const messages = stdout.slice(0, total.index).split(/^\[[x!✓]\] /m).map((message) => message.trim()).filter(Boolean);
  const missing = messages.filter((message) => message.startsWith(NO_SCHEMA));
  return {
    checked: Number(total[1]) - Number(total[2]),
    problems: unique(messages.filter((message) => !message.startsWith(NO_SCHEMA))),
    withoutSchema: unique(missing.map((message) => message.slice(NO_SCHEMA.length))),
  };
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

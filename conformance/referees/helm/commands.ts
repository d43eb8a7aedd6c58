import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { dump, load } from 'js-yaml';
import { parseAllDocuments, type Document } from 'yaml';
import { readDocuments, type KubernetesObject } from '../../../test/support/documents';
import { differences } from './compare';
import { HelmError, printed, withHelm } from './run-helm';

export interface TemplateInput {
  readonly chartDir: string;
  /** Merged over the chart's own values, a later file over an earlier one. @default - the chart's own values alone */
  readonly valueFiles?: readonly string[];
  readonly releaseName: string;
  readonly namespace: string;
}

/**
 * The objects of a chart, as a cluster would get them. They have to mean the same as YAML 1.1, which Kubernetes reads, and as
 * YAML 1.2, and no key may be there twice.
 *
 * @throws HelmError with Helm's own words, or those of a reader
 */
export async function template(binary: string, input: TemplateInput): Promise<KubernetesObject[]> {
  return readRendered(await templateText(binary, input));
}

/** Reads what Helm rendered. */
export function readRendered(text: string): KubernetesObject[] {
  const [documents, older] = [() => readDocuments(text), () => readAsOlder(text)].map((read) => {
    try {
      return read();
    } catch (error) {
      throw new HelmError(`what helm rendered cannot be read: ${(error as Error).message}`, { cause: error });
    }
  });
  const ambiguous = differences(older, documents);
  if (ambiguous.length > 0) throw new HelmError(`what helm rendered is not the same as YAML 1.1 and 1.2:\n${ambiguous.join('\n')}`);
  return documents;
}

function readAsOlder(text: string): KubernetesObject[] {
  const documents = parseAllDocuments(text, { version: '1.1' }) as Document.Parsed[];
  return documents.map((document) => document.toJS() as KubernetesObject).filter(Boolean);
}

async function templateText(binary: string, { chartDir, valueFiles = [], releaseName, namespace }: TemplateInput): Promise<string> {
  const args = ['template', releaseName, chartDir, '--namespace', namespace, ...valuesOf(valueFiles)];
  return printed(`render ${basename(chartDir)}`, await withHelm(binary, async (helm) => helm(...args)));
}

/**
 * What Helm says of a chart.
 *
 * @param strict whether a warning is an error
 * @throws HelmError with Helm's own words if it finds an error
 */
export async function lint(binary: string, chartDir: string, valueFiles: readonly string[] = [], strict = true): Promise<string> {
  const args = ['lint', chartDir, ...valuesOf(valueFiles), ...(strict ? ['--strict'] : [])];
  return printed(`accept ${basename(chartDir)}`, await withHelm(binary, async (helm) => helm(...args)));
}

/** Makes a chart's package in a folder. */
export async function packageChart(binary: string, chartDir: string, folder: string): Promise<void> {
  printed(`package ${basename(chartDir)}`, await withHelm(binary, async (helm) => helm('package', chartDir, '--destination', folder)));
}

/** The parts of a Chart.yaml that say where other charts come from. */
interface ChartFile {
  readonly dependencies?: readonly { readonly name: string; readonly repository: string }[];
}

/**
 * Brings the charts that a chart depends on into its folder, all of them from one repository that stands in for theirs: the
 * chart's own file is changed and its lock removed, which would hold it to the others, so give a copy.
 *
 * @throws HelmError with Helm's own words, such as for a version that the repository does not have
 */
export async function dependencyBuild(binary: string, chartDir: string, repositoryUrl: string): Promise<void> {
  const file = join(chartDir, 'Chart.yaml');
  const chart = load(await readFile(file, 'utf8')) as ChartFile;
  const dependencies = chart.dependencies?.map((dependency) => ({ ...dependency, repository: repositoryUrl }));
  await writeFile(file, dump({ ...chart, dependencies }, { skipInvalid: true }));
  await rm(join(chartDir, 'Chart.lock'), { force: true });
  const plain = repositoryUrl.startsWith('oci://') ? ['--plain-http'] : [];
  const finished = await withHelm(binary, async (helm) => helm('dependency', 'build', chartDir, ...plain));
  printed(`build the dependencies of ${basename(chartDir)}`, finished);
}

function valuesOf(files: readonly string[]): string[] {
  return files.flatMap((file) => ['--values', file]);
}

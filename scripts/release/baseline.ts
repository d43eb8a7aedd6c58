import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Change } from './changes';
import { reduced } from './compat/assembly';
import type { Assembly } from './compat/assembly';
import { compareApi } from './compat/compare-api';
import { compareContract } from './compat/compare-contract';
import { compareSurface } from './compat/compare-surface';
import { contractOf } from './compat/contract';
import type { Contract, Files } from './compat/contract';
import { filesIn, sourcesIn, synthesise } from './compat/examples';
import { surfaceOf } from './compat/surface';
import type { Surface } from './compat/surface';

/** Where the repository keeps what the last release was like. */
export const BASELINE = 'release/baseline';

/** The version of a library that was never released. */
export const UNRELEASED = '0.0.0';

/** What a release was like: what every later one is compared with. */
export interface Baseline {
  readonly release: { readonly version: string };
  /** The public API. */
  readonly api: Assembly;
  /** package.json and the command line. */
  readonly surface: Surface;
  /** The examples' programs as they were: what users of that release have. */
  readonly examples: Files;
  /** What those examples wrote. */
  readonly contract: Contract;
}

const PARTS = ['release', 'api', 'surface', 'examples', 'contract'] as const;

export function readBaseline(root: string): Baseline {
  const files = PARTS.map((part) => [part, join(root, BASELINE, `${part}.json`)] as const);
  const missing = files.filter(([, file]) => !existsSync(file)).map(([part]) => `${BASELINE}/${part}.json`);
  if (missing.length > 0) {
    throw new Error(`no ${missing.join(', ')}: restore it from Git's history, or run npm run compat -- --update`);
  }
  return Object.fromEntries(files.map(([part, file]) => [part, JSON.parse(readFileSync(file, 'utf8'))])) as unknown as Baseline;
}

/** Writes a baseline: the same bytes for the same tree. */
export function writeBaseline(root: string, baseline: Baseline): void {
  mkdirSync(join(root, BASELINE), { recursive: true });
  for (const part of PARTS) writeFileSync(join(root, BASELINE, `${part}.json`), `${JSON.stringify(baseline[part], undefined, 1)}\n`);
}

/** The version of the last release. Where there is no baseline yet, nothing was released. */
export function lastRelease(root: string): string {
  const file = join(root, BASELINE, 'release.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Baseline['release']).version : UNRELEASED;
}

/** What a tree is like as a release. Its library has to be built, and its examples have to be accepted. */
export async function baselineOf(root: string, version: string): Promise<Baseline> {
  const examples = sourcesIn(join(root, 'apps'));
  const output = synthesise(examples, root);
  if ('refusal' in output) throw new Error(`the examples in apps/ are refused:\n${output.refusal}`);
  return { release: { version }, ...(await visible(root)), examples, contract: contractOf(output.files, chartOf(root)) };
}

/** Everything that changed since a release, for callers and for those who run the output. */
export async function changesSince(before: Baseline, root: string): Promise<Change[]> {
  const after = await visible(root);
  const output = synthesise(before.examples, root);
  if ('files' in output) return compare(before, { ...after, contract: contractOf(output.files, chartOf(root)) });
  const reason = output.refusal.split('\n').find((line) => /\[\w+\]|Error/.test(line)) ?? 'no reason given';
  const fix = `accept what was accepted:\n${output.refusal}`;
  return [
    ...compare(before, { ...after, contract: before.contract }),
    { what: `are refused: ${reason.trim()}`, where: 'the examples as they were', kind: 'breaking', fix },
  ];
}

/** What changed between two states of the library. */
export function compare(before: Visible & Pick<Baseline, 'contract'>, after: Visible & Pick<Baseline, 'contract'>): Change[] {
  return [
    ...compareApi(before.api, after.api),
    ...compareSurface(before.surface, after.surface),
    ...compareContract(before.contract, after.contract),
  ];
}

type Visible = Pick<Baseline, 'api' | 'surface'>;

async function visible(root: string): Promise<Visible> {
  return { api: apiOf(root), surface: await surfaceOf(root) };
}

function apiOf(root: string): Assembly {
  const file = join(root, '.jsii');
  if (!existsSync(file)) throw new Error('no .jsii: run npm run build first');
  return reduced(JSON.parse(readFileSync(file, 'utf8')) as Assembly);
}

function chartOf(root: string): Files {
  return filesIn(join(root, 'lib/gitops/chart/common'));
}

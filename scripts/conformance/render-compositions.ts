// Validates or renders what the platform's Compositions are for, and prints the outcome as a step of a report gives it back.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildCli, buildCrossplane, compositeFor, isRequestOf, readDocuments, validate, withRenderer,
  type CrossplanePrograms, type KubernetesObject, type Renderer,
} from '../../test/support/crossplane';

interface Outcome {
  readonly passed?: number;
  readonly failed?: number;
  readonly note?: string;
  readonly output?: string;
  readonly notRun?: string;
}

/** What one environment has of Crossplane. */
interface Environment {
  readonly name: string;
  /** Definitions, Compositions and what else the platform's folder holds. */
  readonly platform: readonly KubernetesObject[];
  readonly requests: readonly KubernetesObject[];
}

/** A request with the Composition that serves it. */
interface Case {
  readonly title: string;
  readonly request: KubernetesObject;
  readonly xrd: KubernetesObject;
  readonly composition: KubernetesObject;
}

type Command = (environments: readonly Environment[], programs: CrossplanePrograms) => Promise<Outcome>;

const COMMANDS: Readonly<Record<string, { readonly build: () => CrossplanePrograms; readonly check: Command }>> = {
  validate: { build: () => ({ cli: buildCli(), functions: {} }), check: validateAll },
  render: { build: buildCrossplane, check: renderAll },
};

async function outcome(command: string, outdir: string): Promise<Outcome> {
  const environments = readEnvironments(join(outdir, 'gitops'));
  if (environments.length === 0) return { notRun: 'no Composition was written, so there is nothing to check' };
  const { build, check } = COMMANDS[command];
  try {
    return await check(environments, built(build));
  } catch (error) {
    if (!(error instanceof CannotBuild)) throw error;
    return { notRun: error.message };
  }
}

/** A machine that cannot build Crossplane says nothing about our output. */
class CannotBuild extends Error {}

function built(build: () => CrossplanePrograms): CrossplanePrograms {
  try {
    return build();
  } catch (error) {
    throw new CannotBuild((error as Error).message, { cause: error });
  }
}

async function validateAll(environments: readonly Environment[], programs: CrossplanePrograms): Promise<Outcome> {
  const problems: string[] = [];
  const without = new Set<string>();
  let checked = 0;
  for (const { name, platform, requests } of environments) {
    const result = await validate(programs, { schemas: platform.filter(isDefinition), resources: [...platform, ...requests] });
    problems.push(...result.problems.map((problem) => `${name}: ${problem}`));
    result.withoutSchema.forEach((kind) => without.add(kind));
    checked += result.checked;
  }
  const note = [`${checked} documents`, ...[...without].map((kind) => `no schema for ${kind}`)].join('; ');
  return { passed: problems.length > 0 ? 0 : checked, failed: problems.length, note, output: problems.join('\n') };
}

async function renderAll(environments: readonly Environment[], programs: CrossplanePrograms): Promise<Outcome> {
  const cases = environments.flatMap(casesOf);
  const problems: string[] = [];
  let composed = 0;
  await withRenderer(programs, async (renderer) => {
    for (const each of cases) {
      try {
        composed += await render(renderer, each);
      } catch (error) {
        problems.push(`${each.title}: ${(error as Error).message}`);
      }
    }
  });
  const passed = cases.length - problems.length;
  return { passed, failed: problems.length, note: `${cases.length} requests make ${composed} resources`, output: problems.join('\n') };
}

/** How many resources a request makes. */
async function render(renderer: Renderer, { request, xrd, composition }: Case): Promise<number> {
  const { composed } = await renderer.render({ composite: compositeFor(request, xrd), composition, xrd });
  if (composed.length === 0) throw new Error('nothing is composed');
  return composed.length;
}

function casesOf({ name, platform, requests }: Environment): Case[] {
  return platform.filter(isDefinition).flatMap((xrd) => requests.filter((request) => isRequestOf(xrd, request)).flatMap((request) => {
    const { apiVersion, kind } = compositeFor(request, xrd);
    const serving = platform.filter((document) => composes(document, apiVersion, kind));
    return serving.map((composition) => ({
      title: `${name}: ${request.kind} ${request.metadata?.name} by ${composition.metadata?.name}`, request, xrd, composition,
    }));
  }));
}

function isDefinition({ kind }: KubernetesObject): boolean {
  return kind === 'CompositeResourceDefinition';
}

function composes({ kind, spec }: KubernetesObject, apiVersion: string, compositeKind: string): boolean {
  if (kind !== 'Composition') return false;
  const { compositeTypeRef: of } = spec as { compositeTypeRef: { apiVersion: string; kind: string } };
  return of.apiVersion === apiVersion && of.kind === compositeKind;
}

/** The environments whose platform has a Composition. */
function readEnvironments(gitops: string): Environment[] {
  const environments = foldersIn(join(gitops, 'platform')).map((name) => {
    const platform = documentsBelow(join(gitops, 'platform', name, 'crossplane'));
    const manifests = foldersIn(join(gitops, 'apps')).flatMap((app) => documentsBelow(join(gitops, 'apps', app, 'manifests', name)));
    const requests = manifests.filter((document) => platform.filter(isDefinition).some((xrd) => isRequestOf(xrd, document)));
    return { name, platform, requests };
  });
  return environments.filter(({ platform }) => platform.some(({ kind }) => kind === 'Composition'));
}

function documentsBelow(folder: string): KubernetesObject[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml')).sort();
  return files.flatMap((name) => readDocuments(readFileSync(join(folder, name), 'utf8')));
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

void outcome(process.argv[2], process.argv[3]).then((result) => console.log(JSON.stringify(result)));

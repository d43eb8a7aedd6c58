import * as fs from 'node:fs';
import * as path from 'node:path';
import { byCode } from '../../core/by-code';
import { closest, listed, show, showPath } from '../../core/problems';
import { GITOPS } from '../../output/gitops-tree';
import type { Change } from '../changes';
import { Checkout } from '../checkout';
import type { Consent, Status } from '../decide';
import { decide } from '../decide';
import { AREAS, environmentOf } from '../gitops/layout';
import { keepApart } from '../keep-apart';
import { visible } from '../output';
import type { Output } from '../output';
import { Refusal } from '../refusal';
import { planCodeOwners } from './code-owners';
import { readFolderLock } from './folder-lock';
import { readTree } from './tree';
import type { Unit } from './tree';
import { planUnit } from './unit';

/** The options of `golden-path sync`. */
export interface SyncOptions extends Consent {
  /** The checkout of the GitOps repository. */
  readonly checkout: string;
  /** The output folder of the synth. */
  readonly from: string;
  /** The name of the repository that the tree comes from. */
  readonly source?: string;
  readonly adopt?: boolean;
  /** The environments to write, also those of production; without it, all that no promotion decides. */
  readonly environment?: readonly string[];
}

/** Copies a synthesised tree into a checkout of the GitOps repository. */
export async function sync(options: SyncOptions, output: Output): Promise<Status> {
  const refusal = new Refusal('golden-path sync');
  const units = readTree(options.from, refusal);
  const checkout = refusal.attempt(show(options.checkout), () =>
    Checkout.at(options.checkout, 'clone the GitOps repository there'),
  );
  if (checkout) keepApart(checkout, options.from, 'the GitOps repository', refusal);
  refusal.throwIfAny();
  checkEnvironments(units, options, refusal);
  refusal.throwIfAny();
  const { changes, left } = plan(units, checkout!, options, refusal, (text) => output.print(visible(text)));
  if (units.length === 0) refuseEmpty(options, left, changes, refusal);
  refusal.throwIfAny();
  for (const { folder, source } of left) {
    output.print(`${folder} is no longer in the tree of ${show(source)}. Pass --source ${source} to remove it.\n`);
  }
  return decide(changes, checkout!, options, output);
}

/** Rejects names that no file of the tree is for, which would select nothing. */
function checkEnvironments(units: readonly Unit[], { environment = [] }: SyncOptions, refusal: Refusal): void {
  const paths = units.flatMap(({ files, folder }) => (folder.startsWith('apps/') ? [...files.keys()] : []));
  const known = [...new Set(paths.flatMap((file) => environmentOf(file) ?? []))].sort(byCode);
  for (const name of environment.filter((each) => !known.includes(each))) {
    const meant = closest(name, known);
    const fix = meant ? `did you mean ${show(meant)}?` : 'use one of these';
    refusal.add({ path: '--environment', got: show(name), allowed: `an environment of the services: ${listed(known)}`, fix });
  }
}

/** An empty tree either removes the folders that its source wrote before, or is the wrong tree. */
function refuseEmpty({ from, source }: SyncOptions, left: readonly Left[], changes: readonly Change[], refusal: Refusal): void {
  if (changes.length > 0) return;
  const folders = listed(left.map(({ folder }) => folder));
  const got = left.length === 0 ? 'no files to sync' : `nothing for ${folders}, which it wrote before`;
  const fix =
    left.length === 0 || source !== undefined
      ? 'run npm run synth first, or set its output folder with --from'
      : `pass --source ${left[0].source} to remove it`;
  refusal.add({ path: showPath(path.join(from, GITOPS)), got, allowed: 'the tree of an app', fix });
}

/** A folder that this source wrote, but that is no longer in its tree. */
interface Left {
  readonly folder: string;
  readonly source: string;
}

function plan(
  units: readonly Unit[],
  checkout: Checkout,
  options: SyncOptions,
  refusal: Refusal,
  notice: (text: string) => void,
): { changes: Change[]; left: Left[] } {
  const source = options.source ?? defaultSource(options.from);
  const context = { checkout, source, adopt: options.adopt === true, environments: options.environment, refusal, notice };
  const inTree = new Set(units.map(({ folder }) => folder));
  const left = foldersOf(checkout, source, refusal)
    .filter((folder) => !inTree.has(folder))
    .map((folder) => ({ folder, source }));
  // Two repositories may have the same default name, and one must not remove the folders of the other.
  const retired =
    options.source === undefined ? [] : left.map(({ folder }): Unit => ({ folder, files: new Map(), promotedOnly: new Set() }));
  const all = [...units, ...retired].sort((one, other) => byCode(one.folder, other.folder));
  const changes = [...all.flatMap((unit) => planUnit(unit, context)), ...planCodeOwners(all, checkout, refusal)];
  return { changes, left: options.source === undefined ? left : [] };
}

/** The folders that a source wrote. Invalid locks of other sources are ignored. */
function foldersOf(checkout: Checkout, source: string, refusal: Refusal): string[] {
  return AREAS.flatMap((area) => {
    const names = refusal.attempt(area, () => checkout.list(area)) ?? [];
    const ignored = new Refusal('');
    const sourceOf = (folder: string) => ignored.attempt(folder, () => readFolderLock(checkout, folder))?.source;
    return names.map((name) => `${area}/${name}`).filter((folder) => sourceOf(folder) === source);
  });
}

/** The name in the package.json of the folder where the synth ran, or the folder's name. */
function defaultSource(from: string): string {
  const folder = path.dirname(path.resolve(from));
  try {
    const { name } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as { name?: unknown };
    if (typeof name === 'string' && name !== '') return name;
  } catch {
    // There is no package.json, or npm could not read it either.
  }
  return path.basename(folder);
}

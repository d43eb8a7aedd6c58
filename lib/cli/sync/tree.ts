import * as fs from 'node:fs';
import * as path from 'node:path';
import { listed, showPath } from '../../core/problems';
import { GITOPS } from '../../output/gitops-tree';
import { RECORD } from '../../output/record';
import { Checkout } from '../checkout';
import { AREAS } from '../gitops/layout';
import { MANIFEST, readManifest } from '../lock/synthesised';
import { Refusal } from '../refusal';
import { LOCK } from './lock';
import { readOwners } from './owners';
import type { Owner, TreeOwners } from './owners';
import { RETIRED } from './retired';

/** What belongs to one service, or to the platform in one environment: one folder, which has one source. */
export interface Unit extends Owner {
  /** Such as `apps/payment-service`. */
  readonly folder: string;
  /** The texts by their path in the folder. */
  readonly files: ReadonlyMap<string, string>;
}

/** The GitOps tree that a synth wrote, by its folders; none where all of its services are gone. */
export function readTree(outdir: string, refusal: Refusal): Unit[] {
  const folder = path.join(outdir, GITOPS);
  const fix = 'run cdktf synth first, or name its output folder with --from';
  if (!fs.existsSync(folder) && isWithoutTree(outdir)) return [];
  const tree = refusal.attempt(showPath(folder), () => treeAt(outdir, folder, fix));
  const owners = tree && readOwners(outdir, refusal);
  if (!tree || !owners) return [];
  const units = new Map<string, Map<string, string>>();
  for (const file of refusal.attempt(showPath(folder), () => tree.files('')) ?? []) {
    const unit = unitOf(file);
    const text = refusal.attempt(`${folder}/${file}`, () => tree.read(file));
    if (unit === undefined) refusal.add(misplaced(file, folder));
    else if (text !== undefined && !owners.isLeftBehind(unit)) {
      if (!owners.wrote(unit, file.slice(unit.length + 1), text)) refusal.add(foreign(unit, file, folder, owners));
      units.set(unit, (units.get(unit) ?? new Map<string, string>()).set(file.slice(unit.length + 1), text));
    }
  }
  return [...units].map(([name, files]) => ({ ...ownerOf(owners, name), folder: name, files }));
}

/** Whether a synth gave no tree: its last service is gone and only the record is there, or there was no stack to record. */
function isWithoutTree(outdir: string): boolean {
  if (fs.existsSync(path.join(outdir, RECORD))) return true;
  if (!fs.existsSync(path.join(outdir, MANIFEST))) return false;
  const manifest = new Refusal('').attempt(MANIFEST, () => readManifest(Checkout.at(outdir, '')));
  return manifest?.length === 0;
}

/** Throws Trouble where the tree is not there, or is a link to somewhere else. */
function treeAt(outdir: string, folder: string, fix: string): Checkout {
  const tree = Checkout.at(folder, fix);
  Checkout.at(outdir, fix).isFolder(GITOPS);
  return tree;
}

function ownerOf(owners: TreeOwners, folder: string): Owner {
  const { team, codeOwner } = owners.ownerOf(folder) ?? {};
  return { ...(team !== undefined && { team }), ...(codeOwner !== undefined && { codeOwner }) };
}

function unitOf(file: string): string | undefined {
  const [area, name, ...rest] = file.split('/');
  const own = rest.join('/');
  const fine = (AREAS as readonly string[]).includes(area) && own !== '' && own !== LOCK && own !== RETIRED;
  return fine ? `${area}/${name}` : undefined;
}

function misplaced(file: string, folder: string) {
  return {
    path: `${folder}/${file}`,
    got: 'a file that has no place in a GitOps repository',
    allowed: `files in ${listed(AREAS.map((area) => `${area}/<name>/`))}, besides ${LOCK} and ${RETIRED}`,
    fix: 'write it elsewhere, or use the command of the version that wrote it',
  };
}

/** A file that came into the tree by another way than the synth, or was changed since. */
function foreign(unit: string, file: string, folder: string, owners: TreeOwners) {
  const isKnown = owners.ownerOf(unit) !== undefined;
  const got = isKnown
    ? `a file that the synth did not write into ${unit}, or not like this`
    : `a file in ${unit}, which no stack of the synth owns`;
  return {
    path: `${folder}/${file}`,
    got,
    allowed: 'what the stacks in golden-path.json write',
    fix: 'remove the output folder and run cdktf synth again; add what you wrote by hand to the GitOps repository itself',
  };
}

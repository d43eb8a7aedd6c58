import * as fs from 'node:fs';
import * as path from 'node:path';
import { listed, showPath } from '../../core/problems';
import { GITOPS } from '../../output/gitops-tree';
import { RECORD } from '../../output/record';
import { Checkout } from '../checkout';
import { AREAS } from '../gitops/layout';
import { MANIFEST, readManifest } from '../lock/synthesised';
import { Refusal } from '../refusal';
import { FOLDER_LOCK } from './folder-lock';
import { readOwners } from './owners';
import type { Owner, TreeOwners } from './owners';
import { RETIRED } from './retired';

/** A folder of one service, or of the platform in one environment. It has one source. */
export interface Unit extends Owner {
  /** Such as `apps/payment-service`. */
  readonly folder: string;
  /** The texts, by their paths in the folder. */
  readonly files: ReadonlyMap<string, string>;
  /** The environments that only a promotion changes. */
  readonly promotedOnly: ReadonlySet<string>;
}

/** The folders of the GitOps tree that a synth wrote; none if all of its services were removed. */
export function readTree(outdir: string, refusal: Refusal): Unit[] {
  const folder = path.join(outdir, GITOPS);
  const fix = 'run npm run synth first, or set its output folder with --from';
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
  return [...units].map(([name, files]) => ({ ...ownerOf(owners, name), folder: name, files, promotedOnly: owners.promotedOnly(name) }));
}

/** Whether a synth wrote no tree: its last service was removed and only the record exists, or it had no stack to record. */
function isWithoutTree(outdir: string): boolean {
  if (fs.existsSync(path.join(outdir, RECORD))) return true;
  if (!fs.existsSync(path.join(outdir, MANIFEST))) return false;
  const manifest = new Refusal('').attempt(MANIFEST, () => readManifest(Checkout.at(outdir, '')));
  return manifest?.length === 0;
}

/** Throws Trouble if the tree does not exist, or is a symbolic link. */
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
  const fine = (AREAS as readonly string[]).includes(area) && own !== '' && own !== FOLDER_LOCK && own !== RETIRED;
  return fine ? `${area}/${name}` : undefined;
}

function misplaced(file: string, folder: string) {
  return {
    path: `${folder}/${file}`,
    got: 'a file outside the folders of a GitOps repository',
    allowed: `files in ${listed(AREAS.map((area) => `${area}/<name>/`))}, besides ${FOLDER_LOCK} and ${RETIRED}`,
    fix: 'write it somewhere else, or use the command from the version that wrote it',
  };
}

/** The problem of a file that the synth did not write, or that was changed after the synth. */
function foreign(unit: string, file: string, folder: string, owners: TreeOwners) {
  const isKnown = owners.ownerOf(unit) !== undefined;
  const got = isKnown
    ? `a file in ${unit} that the synth did not write, or that was changed after the synth`
    : `a file in ${unit}, which no stack of the synth owns`;
  return {
    path: `${folder}/${file}`,
    got,
    allowed: 'the files of the stacks in golden-path.json',
    fix: 'remove the output folder and run npm run synth again; add files that you write by hand to the GitOps repository itself',
  };
}

import * as path from 'node:path';
import { listed, showPath } from '../../core/problems';
import { GITOPS } from '../../output/gitops-tree';
import { Checkout } from '../checkout';
import { AREAS } from '../gitops/layout';
import type { Refusal } from '../refusal';
import { LOCK } from './lock';
import { RETIRED } from './retired';

/** What belongs to one service, or to the platform in one environment: one folder, which has one source. */
export interface Unit {
  /** Such as `apps/payment-service`. */
  readonly folder: string;
  /** The texts by their path in the folder. */
  readonly files: ReadonlyMap<string, string>;
}

/** The GitOps tree that a synth wrote, by its folders. */
export function readTree(outdir: string, refusal: Refusal): Unit[] {
  const folder = path.join(outdir, GITOPS);
  const fix = 'run cdktf synth first, or name its output folder with --from';
  const tree = refusal.attempt(showPath(folder), () => Checkout.at(folder, fix));
  if (!tree) return [];
  const units = new Map<string, Map<string, string>>();
  for (const file of refusal.attempt(showPath(folder), () => tree.files('')) ?? []) {
    const unit = unitOf(file);
    const text = refusal.attempt(`${folder}/${file}`, () => tree.read(file));
    if (!unit) refusal.add(misplaced(file, folder));
    else if (text !== undefined) units.set(unit, (units.get(unit) ?? new Map<string, string>()).set(file.slice(unit.length + 1), text));
  }
  if (units.size === 0) refusal.add({ path: showPath(folder), got: 'no files to carry over', allowed: 'the tree of an app', fix });
  return [...units].map(([name, files]) => ({ folder: name, files }));
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

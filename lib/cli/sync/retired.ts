import { show } from '../../core/problems';
import type { Checkout } from '../checkout';
import { valueOf, yamlDocument } from '../gitops/yaml-text';
import { Trouble } from '../refusal';

/** Which files with data may go, and why: written by hand, and reviewed in the pull request that removes them. */
export const RETIRED = 'retired.yaml';

/** The reasons by the files' paths in the folder. Throws Trouble where there are none to be understood. */
export function readRetired(checkout: Checkout, folder: string): ReadonlyMap<string, string> {
  const text = checkout.read(`${folder}/${RETIRED}`);
  const value = text === undefined ? undefined : valueOf(yamlDocument(text));
  if (value === undefined || value === null) return new Map();
  const fix = 'write lines such as manifests/staging/redis-sessions.yaml: sessions moved to another cache';
  if (typeof value !== 'object' || Array.isArray(value)) throw new Trouble(show(value), 'a map from files to reasons', fix);
  const reasons = Object.entries(value);
  const empty = reasons.find(([, reason]) => typeof reason !== 'string' || reason.trim() === '');
  if (empty) throw new Trouble(`no reason for ${show(empty[0])}`, 'a reason for each file, as text', fix);
  return new Map(reasons as [string, string][]);
}

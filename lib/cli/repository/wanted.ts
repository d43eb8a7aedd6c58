import * as path from 'node:path';
import { byCode } from '../../core/by-code';
import { closest, listed, show, showPath } from '../../core/problems';
import { hashOf } from '../../output/file-hashes';
import { RECORD } from '../../output/record';
import type { RecordedStack } from '../../output/record';
import { faultOfPath } from '../../output/repository-paths';
import { REPOSITORY } from '../../output/repository-tree';
import { PLATFORM } from '../../platform/ownership';
import { Checkout } from '../checkout';
import { readRecord } from '../lock/read-record';
import type { RecordOf } from '../lock/read-record';
import type { Refusal } from '../refusal';
import { STATE_FILE } from './state';
import type { RepositoryState } from './state';

/** The files that a synth has for one repository, with their texts by path. */
export interface Wanted {
  /** The service whose repository it is, or `platform`. */
  readonly repository: string;
  /** The version of the library that ran the synth. */
  readonly version: string;
  readonly managed: ReadonlyMap<string, string>;
  readonly given: ReadonlyMap<string, string>;
}

/** What is needed of a record: of each stack, its service. */
type ServiceRecord = RecordOf<Pick<RecordedStack, 'service'>>;

const SYNTH = 'run npm run synth first, or set its output folder with --from';

/** Reads the files for the repository of a checkout, or adds the problems to the refusal. */
export function readWanted(
  from: string,
  service: string | undefined,
  state: RepositoryState | undefined,
  refusal: Refusal,
): Wanted | undefined {
  const output = refusal.attempt(showPath(from), () => Checkout.at(from, SYNTH));
  const record = output && refusal.attempt(`${from}/${RECORD}`, () => readRecord(output, (stack) => ({ service: stack.service })));
  if (!output || !record) return undefined;
  if (!record.isSealed) refusal.add(changed(`${from}/${RECORD}`));
  const repository = nameOf(record, service, state, refusal);
  if (repository === undefined) return undefined;
  const { managed = [], given = [] } = record.repositories?.[repository] ?? {};
  const folder = `${REPOSITORY}/${repository}`;
  const listedFiles = new Set([...managed, ...given]);
  for (const file of refusal.attempt(`${from}/${folder}`, () => output.files(folder)) ?? []) {
    if (!listedFiles.has(file.slice(folder.length + 1))) refusal.add(changed(`${from}/${file}`));
  }
  const textsOf = (files: readonly string[]) => textsBelow(output, folder, files, record, from, refusal);
  return { repository, version: record.version, managed: textsOf(managed), given: textsOf(given) };
}

function textsBelow(
  output: Checkout,
  folder: string,
  files: readonly string[],
  record: ServiceRecord,
  from: string,
  refusal: Refusal,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const file of files) {
    const at = `${folder}/${file}`;
    const text = faultOfPath(file) === undefined ? refusal.attempt(path.posix.join(from, at), () => output.read(at)) : undefined;
    if (text !== undefined && hashOf(at, Buffer.from(text)) === record.files[at]) texts.set(file, text);
    else refusal.add(changed(`${from}/${at}`));
  }
  return texts;
}

/** The repository to carry over: the one that the user named, the one of the checkout, or the only one. */
function nameOf(
  record: ServiceRecord,
  service: string | undefined,
  state: RepositoryState | undefined,
  refusal: Refusal,
): string | undefined {
  const names = Object.keys(record.repositories ?? {}).sort(byCode);
  const repository = service ?? state?.repository ?? (names.length === 1 ? names[0] : undefined);
  if (repository === undefined) {
    const fix = names.length === 0 ? 'add a construct that writes such files, as CatalogEntry does' : 'name one of them with --service';
    refusal.add({ path: '--service', got: 'nothing', allowed: `a service with files for its repository: ${listed(names)}`, fix });
    return undefined;
  }
  if (state && state.repository !== repository) {
    const fix = `pass the checkout of ${show(repository)}; if the service was renamed, change "repository" in ${STATE_FILE}`;
    refusal.add({ path: '--service', got: show(repository), allowed: `${show(state.repository)}, whose repository this is`, fix });
    return undefined;
  }
  const known = state ? [...names, ...servicesOf(record)] : names;
  if (known.includes(repository)) return repository;
  const meant = closest(repository, names);
  const fix = meant ? `did you mean ${show(meant)}?` : 'use one of them';
  refusal.add({ path: '--service', got: show(repository), allowed: `a service with files for its repository: ${listed(names)}`, fix });
  return undefined;
}

/** A service that no longer has files for its repository takes out of it what it wrote before. */
function servicesOf({ stacks }: ServiceRecord): string[] {
  return Object.values(stacks).map(({ service }) => service ?? PLATFORM);
}

function changed(at: string) {
  return {
    path: at,
    got: 'a file that was changed after the synth, or that the synth did not write',
    allowed: 'the files of the synth',
    fix: 'remove the output folder and run npm run synth again',
  };
}

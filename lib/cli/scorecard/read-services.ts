import * as path from 'node:path';
import { byCode } from '../../core/by-code';
import { groupedBy } from '../../core/grouped-by';
import { isPlainObject, many } from '../../core/json';
import type { Json } from '../../core/json';
import type { HeldData } from '../../output/held-data';
import { RECORD } from '../../output/record';
import type { RecordedException, SynthRecord } from '../../output/record';
import { catalogEntries, MANAGED } from '../../reports/committed/catalog-entries';
import type { CatalogEntry } from '../../reports/committed/catalog-entries';
import type { RepositoryFiles } from '../../reports/committed/committed';
import { isCatalogEntry } from '../../reports/committed/evidence-files';
import type { Missing } from '../../reports/facts/facts';
import type { Adopted, ExceptionEvidence, Part, ServiceEvidence } from '../../reports/scorecard/evidence';
import { LOCK_FILE, parseLockFile } from '../lock/lock-file';
import type { LockedStack, LockFile } from '../lock/lock-file';
import { Trouble } from '../refusal';
import { datedExceptions } from './exception-history';

/** Every team has a namespace: it is no data that a service chose. */
const NO_DATA = ['kubernetes_namespace_v1'];

/** Where something was read. */
interface Place {
  readonly repository: string;
  readonly file: string;
}

/** What a lock or a record says of a stack. */
interface KnownStack extends Pick<LockedStack, 'team' | 'gitops' | 'data'> {
  readonly exceptionsSince: readonly ExceptionEvidence[];
}

/** What the files of all repositories say of one service. */
interface Found {
  /** The stacks of locks. */
  readonly stacks: KnownStack[];
  /** Those of records, which count if no lock is committed. */
  readonly recorded: KnownStack[];
  version?: string;
  catalog?: CatalogEntry;
  lock?: Place;
  record?: Place;
  entry?: Place;
  /** The files that the golden path writes for it, as the record of a synth lists them. */
  written?: readonly string[];
  hasDelivery?: boolean;
}

/** The services that the files of repositories say, and what of them could not be read. */
export function readServices(
  repositories: readonly RepositoryFiles[],
  linkTo: (repository: string, file: string) => string,
): { readonly services: readonly ServiceEvidence[]; readonly missing: readonly Missing[] } {
  const found = new Map<string, Found>();
  const missing: Missing[] = [];
  for (const repository of repositories) readRepository(repository, found, missing);
  const services = [...found].sort(([one], [other]) => byCode(one, other)).map(([name, each]) => evidenceOf(name, each, linkTo));
  return { services, missing };
}

function readRepository(repository: RepositoryFiles, found: Map<string, Found>, missing: Missing[]): void {
  const own = new Set<string>();
  for (const [file, text] of repository.files) {
    try {
      for (const service of readFile(repository, file, text, found)) own.add(service);
    } catch (error) {
      missing.push({ where: `${repository.name}/${file}`, what: 'the services that it says', why: reasonOf(error) });
    }
  }
  const workflows = [...repository.files].filter(([file]) => file.startsWith('.github/workflows/')).map(([, text]) => text);
  for (const service of own) of(found, service).hasDelivery ||= workflows.some(isDelivery);
}

/** Whether a workflow is written by the golden path, or calls its command to deploy. */
function isDelivery(text: string): boolean {
  return text.startsWith(MANAGED) || /\bgolden-path (deploy|promote)\b/.test(text);
}

function reasonOf(error: unknown): string {
  return error instanceof Trouble ? error.got : (error as Error).message.split('\n')[0];
}

/** The services that a file is about. */
function readFile(repository: RepositoryFiles, file: string, text: string, found: Map<string, Found>): string[] {
  const place = { repository: repository.name, file };
  const name = path.posix.basename(file);
  if (name === LOCK_FILE) return readLock(parseLockFile(text), repository, place, found);
  if (name === RECORD) return readRecord(text, place, found);
  if (!isCatalogEntry(file)) return [];
  return catalogEntries(text).map((entry) => {
    Object.assign(of(found, entry.name), { catalog: entry, entry: place });
    return entry.name;
  });
}

function readLock({ version, stacks }: LockFile, repository: RepositoryFiles, place: Place, found: Map<string, Found>): string[] {
  const dated = groupedBy(datedExceptions(stacks, () => repository.history(place.file)), ({ stack }) => stack);
  return [...stacks].flatMap(([name, stack]) => {
    if (stack.service === undefined) return [];
    const service = of(found, stack.service);
    service.stacks.push({ ...stack, exceptionsSince: dated.get(name) ?? [] });
    Object.assign(service, { version, lock: place });
    return [stack.service];
  });
}

function readRecord(text: string, place: Place, found: Map<string, Found>): string[] {
  const record: unknown = JSON.parse(text);
  if (!isPlainObject(record) || !isPlainObject(record.stacks) || !isPlainObject(record.files)) {
    throw new Trouble('something other than the record of a synth', 'the record of a synth', 'commit it again');
  }
  const { stacks, files, version } = record as unknown as SynthRecord;
  for (const [stack, { service, team, data, exceptions }] of Object.entries(stacks)) {
    if (service === undefined) continue;
    const exceptionsSince = many(exceptions).map((each) => ({ stack, ...textsOf(each) }));
    of(found, service).recorded.push({ team, data: many(data) as unknown as HeldData[], exceptionsSince });
    of(found, service).record = place;
  }
  const services = new Set(Object.values(stacks).flatMap(({ service }) => service ?? []));
  const written = groupedBy(Object.keys(files), (file) => /^(?:gitops\/apps|repository)\/([^/]+)\//.exec(file)?.[1] ?? '');
  for (const service of services) {
    Object.assign(of(found, service), { written: written.get(service) ?? [], version: of(found, service).version ?? version });
  }
  return [...services];
}

/** A record of an older form may lack a text. */
function textsOf({ construct, what, reason }: Json): RecordedException {
  const [one, other, third] = [construct, what, reason].map((each) => (typeof each === 'string' ? each : 'unknown'));
  return { construct: one, what: other, reason: third };
}

function of(found: Map<string, Found>, service: string): Found {
  const known = found.get(service) ?? { stacks: [], recorded: [] };
  found.set(service, known);
  return known;
}

function evidenceOf(name: string, found: Found, linkTo: (repository: string, file: string) => string): ServiceEvidence {
  const place = found.lock ?? found.record ?? found.entry;
  const stacks = found.stacks.length > 0 ? found.stacks : found.recorded;
  const team = stacks.find((stack) => stack.team !== undefined)?.team ?? found.catalog?.owner;
  return {
    name,
    ...(team !== undefined && { team }),
    repository: place?.repository ?? 'unknown',
    ...(place && { href: linkTo(place.repository, place.file) }),
    inCatalog: found.catalog !== undefined,
    documented: found.catalog?.documented === true,
    parts: partsOf(stacks, found),
    ...(found.version !== undefined && { version: found.version }),
    exceptions: stacks.flatMap(({ exceptionsSince }) => exceptionsSince),
  };
}

function partsOf(stacks: readonly KnownStack[], { catalog, written, hasDelivery }: Found): Readonly<Record<Part, Adopted>> {
  const onPath = stacks.length > 0 || written !== undefined;
  const hasData = stacks.some(({ data = [] }) => data.some(({ kind }) => !NO_DATA.includes(kind)));
  const writes = (part: string) => written?.some((file) => file.includes(part)) === true;
  return {
    'infrastructure': onPath ? 'on' : 'off',
    'data': hasData ? 'on' : catalog?.needsData ? 'off' : 'unneeded',
    'gitops': onPath && (stacks.some(({ gitops }) => gitops !== undefined) || writes('gitops/')) ? 'on' : 'off',
    'catalog': catalog?.managed || writes('/catalog-info.yaml') ? 'on' : 'off',
    'delivery': hasDelivery || writes('/.github/workflows/') ? 'on' : 'off',
    // A lock has only fingerprints: the record lists the rules.
    'service-levels': written ? (writes('/prometheusrule-') ? 'on' : 'off') : onPath ? 'unknown' : 'off',
  };
}

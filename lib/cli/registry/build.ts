import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { showPath } from '../../core/problems';
import { compareVersions } from '../../core/version-order';
import { Status } from '../decide';
import type { Output } from '../output';
import { Refusal, Trouble } from '../refusal';
import { archiveOf } from './archive';
import { changesBetween, interfaceOf } from './interface';
import * as layout from './layout';
import { moduleNameOf, sourceIn } from './module-source';
import type { ModuleSource } from './module-source';
import { indexPage, versionPage } from './pages';
import { modulesIn, recordOf, versionsOf } from './published';
import { Step, stepTo, versionOf } from './version';
import type { Version } from './version';

/** The options of `golden-path registry build`. */
export interface BuildOptions {
  readonly folders: readonly string[];
  /** The version, which the program's own option `--version` keeps from that name. */
  readonly release: string;
  readonly namespace: string;
  readonly host: string;
  readonly out: string;
}

const LETTERS = 'lower case letters, digits and hyphens';
const HOST = /^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)+(?::\d{1,5})?$/;

/** Publishes one version of modules as files of a registry. All of them are checked before anything is written. */
export function buildRegistry(options: BuildOptions, output: Output): Status {
  const refusal = new Refusal('registry build');
  const version = refusal.attempt('--release', () => versionOf(options.release));
  refusal.attempt('--namespace', () => checkForm(options.namespace, layout.PART, LETTERS, 'platform'));
  refusal.attempt('--host', () => checkForm(options.host, HOST, `${LETTERS}, with a dot`, 'registry.terraform.acme.io'));
  options.folders.forEach((folder, index) => refusal.attempt(showPath(folder), () => checkOnce(folder, options.folders.slice(0, index))));
  const sources = options.folders.flatMap((folder) => (
    refusal.attempt(showPath(folder), () => readSource(folder, options, version)) ?? []
  ));
  refusal.throwIfAny();
  const lines = sources.map((source) => publish(options, source, version!));
  writeFile(path.join(options.out, layout.DISCOVERY_FILE), `${JSON.stringify(layout.DISCOVERY)}\n`);
  writeFile(path.join(options.out, 'index.html'), indexPage(modulesIn(options.out)));
  output.print(`${lines.join('\n')}\nWritten to ${options.out}.\n`);
  return Status.DONE;
}

function checkForm(text: string, form: RegExp, allowed: string, example: string): void {
  if (!form.test(text)) throw new Trouble(text.slice(0, 80), allowed, `write one such as ${example}`);
}

/** The second of two folders would be taken for the same version of the first. */
function checkOnce(folder: string, before: readonly string[]): void {
  const name = moduleNameOf(folder);
  const other = before.find((each) => moduleNameOf(each) === name);
  if (other !== undefined) throw new Trouble(`${name} again, which ${showPath(other)} has`, 'each module once', 'leave one of them out');
}

/** Reads a module, and refuses it if its version may not be published. */
function readSource(folder: string, { namespace, out }: BuildOptions, version?: Version): ModuleSource {
  const source = sourceIn(folder, namespace);
  archiveOf(source.files);
  if (version === undefined) return source;
  const published = versionsOf(out, source.address);
  if (published.some(({ text }) => text === version.text)) checkSame(out, source, version);
  else checkStep(out, source, version, published);
  return source;
}

/** A published version never changes: Terraform has no checksums of modules in its lock file. */
function checkSame(out: string, { address, files }: ModuleSource, version: Version): void {
  const before = recordOf(out, address, version.text).files;
  const names = [...new Set([...Object.keys(before), ...Object.keys(files)])].sort();
  const different = names.flatMap((name) => {
    if (!(name in before)) return [`${name} is new`];
    if (!(name in files)) return [`${name} is gone`];
    return before[name] === sumOf(files[name]) ? [] : [`${name} differs`];
  });
  if (different.length === 0) return;
  throw new Trouble(`${version.text}, which is published: ${different.join(', ')}`, 'the same files, or a new version', 'raise --release');
}

function checkStep(out: string, { address, files }: ModuleSource, version: Version, published: readonly Version[]): void {
  const sameCore = published.find(({ core, prerelease }) => prerelease.length === 0 && core.join('.') === version.core.join('.'));
  if (sameCore) {
    throw new Trouble(`${version.text} after ${sameCore.text} is published`, 'a prerelease before its release', 'raise --release');
  }
  // A prerelease promises nothing.
  const before = published.filter((each) => each.prerelease.length === 0 && compareVersions(each, version) < 0).at(-1);
  if (before === undefined) return;
  const step = stepTo(before, version);
  const changes = changesBetween(recordOf(out, address, before.text).interface, interfaceOf(files));
  const beyond = changes.filter((change) => change.step > step);
  if (beyond.length === 0) return;
  const needed = Math.max(...beyond.map((change) => change.step)) as Step;
  const got = `${version.text} after ${before.text}: ${beyond.map(({ text }) => text).join(', ')}`;
  throw new Trouble(got, 'a version that says what changes for callers', `publish it as ${next(before, needed)} or later`);
}

/** The first version that a change may have. */
function next({ core: [major, minor, patch] }: Version, step: Step): string {
  const index = Step.MAJOR - step + (major === 0 ? 1 : 0);
  return [`${major + 1}.0.0`, `${major}.${minor + 1}.0`, `${major}.${minor}.${patch + 1}`][index];
}

/** Writes a version unless it is there. The list of versions is last, so that nobody is sent to an archive that is not there yet. */
function publish(options: BuildOptions, source: ModuleSource, version: Version): string {
  const { address } = source;
  const isThere = versionsOf(options.out, address).some(({ text }) => text === version.text);
  if (!isThere) writeVersion(options, source, version);
  const versions = versionsOf(options.out, address).map(({ text }) => ({ version: text }));
  const list = path.join(options.out, layout.folderOf(address), layout.VERSIONS_FILE);
  writeFile(list, `${JSON.stringify({ modules: [{ versions }] })}\n`);
  return `${isThere ? 'unchanged' : 'published'} ${layout.addressOf(address)} ${version.text}`;
}

/** Writes the files of a version. Its record is last: without it a version is not published. */
function writeVersion({ host, out }: BuildOptions, { address, files }: ModuleSource, version: Version): void {
  const archive = archiveOf(files);
  const sha256 = sumOf(archive);
  const sums = Object.fromEntries(Object.entries(files).map(([file, text]) => [file, sumOf(text)]));
  const record: layout.VersionRecord = { sha256, files: sums, interface: interfaceOf(files) };
  const readme = files['README.md'] ?? '';
  const write = (file: string, text: string | Buffer): void => (
    writeFile(path.join(out, layout.folderOf(address), version.text, file), text)
  );
  write(layout.ARCHIVE_FILE, archive);
  write(layout.SUM_FILE, `${sha256}  ${layout.ARCHIVE_FILE}\n`);
  write(layout.DOWNLOAD_FILE, `${JSON.stringify({ location: layout.locationOf(sha256) })}\n`);
  write('README.md', readme);
  write('index.html', versionPage(host, address, version, sha256, readme));
  write(layout.RECORD_FILE, `${JSON.stringify(record, undefined, 2)}\n`);
}

function sumOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Replaces a file in one step: a server may read it now. */
function writeFile(file: string, content: string | Buffer): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(`${file}.new`, content);
  fs.renameSync(`${file}.new`, file);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../../scripts/support/files.mjs';
import { shown } from './shown.mjs';

const MANIFEST = 'manifest.json';
const RECORD = 'golden-path.json';

/**
 * What a synth wrote, by path. What lists stacks is taken apart by stack, since each app lists its own, and the record goes
 * without the library's version, which in a release is never the one of this repository, and without its hashes: the files
 * themselves are compared.
 *
 * @param {(text: string, file: string) => string} normalise takes out what may differ
 */
export function readOutput(folder, normalise = (text) => text) {
  // Terraform leaves its own files beside a stack that was planned where it stands, and `npm start` puts the reports beside the synth.
  const files = filesBelow(folder).filter((file) => !file.includes('/.terraform') && !file.startsWith('reports/'));
  const texts = files.map((file) => [file, normalise(withoutVersion(readFileSync(join(folder, file), 'utf8'), file), file)]);
  return new Map(texts.flatMap(([file, text]) => ([MANIFEST, RECORD].includes(file) ? partsOf(file, text) : [[file, text]])));
}

/** A template's skeleton names the version of the library that wrote it. */
function withoutVersion(text, file) {
  if (!file.includes('/templates/')) return text;
  return text.replace(/("@golden-path\/constructs": ")[^"]*/g, '$1').replace(/\/blob\/v[^/]+\//g, '/blob/v/');
}

function partsOf(file, text) {
  const { stacks, ...rest } = JSON.parse(text);
  const entries = Object.entries(stacks).map(([name, stack]) => [`${file}: ${name}`, JSON.stringify(stack)]);
  if (file === RECORD) for (const own of ['version', 'files', 'digest', 'repositories']) delete rest[own];
  return [[file, JSON.stringify(rest)], ...entries];
}

/** What names the version of CDKTF: comments in the Terraform JSON, and a field of the manifest. */
export function withoutMetadata(text, file) {
  // A template's files are text until Backstage renders them.
  if (!file.endsWith('.json') || file.includes('/templates/')) return text;
  const names = file === MANIFEST ? ['version'] : ['//'];
  return JSON.stringify(JSON.parse(text, (key, value) => (names.includes(key) ? undefined : value)));
}

/** Where an output is not this repository's own, as a step of a report gives it back. */
export function compareOutput(own, theirs) {
  const differing = [...theirs].filter(([file, text]) => own.get(file) !== text).map(([file]) => file).sort();
  return shown(
    differing.map((file) => `${file} is not what this repository's own synth writes`),
    `${theirs.size} files are the same`,
  );
}

/** What of this repository's own output nobody wrote, as a step of a report gives it back. */
export function findMissing(own, theirs) {
  const missing = [...own.keys()].filter((file) => !theirs.some((output) => output.has(file)));
  return shown(
    missing.map((file) => `${file} was written by no app`),
    `${own.size} files`,
  );
}

import { fieldAt, isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';
import { Trouble } from '../refusal';
import type { Finding, ScanReport } from './finding';
import { findingsOfGrype } from './grype-report';
import { findingsOfOsv } from './osv-report';

const FORM = 'the JSON of grype or osv-scanner';
const FIX = 'write it with: grype <image> -o json';

/** Reads a report. Throws Trouble if it cannot be read: then nobody knows what was found. */
export function reportOf(text: string): ScanReport {
  const json = parse(text);
  if (fieldAt(json, 'descriptor.name') === 'grype') return { scanner: 'grype', findings: once(findingsOfGrype(json)) };
  if (Array.isArray(json.results)) return { scanner: 'osv-scanner', findings: once(findingsOfOsv(json)) };
  if (Array.isArray(json.runs)) {
    throw new Trouble('SARIF', `${FORM}: SARIF does not say which findings have a fix`, FIX);
  }
  throw new Trouble('JSON of another program', FORM, FIX);
}

function parse(text: string): Json {
  try {
    const json: unknown = JSON.parse(text);
    if (isPlainObject(json)) return json;
  } catch {
    // The parser's message may quote the text, which others wrote.
  }
  throw new Trouble(text.trim() === '' ? 'an empty file' : 'something other than one JSON object', FORM, FIX);
}

/** A finding may be in several files of one package. */
function once(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

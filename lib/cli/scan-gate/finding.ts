/** The severities from the worst to the least; `unknown` is one that the scanner could not tell. */
export const SEVERITIES = ['critical', 'high', 'unknown', 'medium', 'low', 'negligible'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** What a scanner found in a package. */
export interface Finding {
  /** Its name, such as `CVE-2026-1234`. */
  readonly id: string;
  /** Its other names, of other lists of vulnerabilities. */
  readonly aliases: readonly string[];
  readonly severity: Severity;
  readonly package: string;
  /** The version that was found. */
  readonly version: string;
  /** The versions that have a fix; `undefined` if there is none. */
  readonly fixedIn?: readonly string[];
}

/** The findings of a scan, each once. */
export interface ScanReport {
  /** The program that wrote it. */
  readonly scanner: string;
  readonly findings: readonly Finding[];
}

/** Whether a part of a report is a text that says something. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

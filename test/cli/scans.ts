/** What of a match of grype a test changes. */
interface MatchParts {
  readonly id?: string;
  readonly severity?: string;
  readonly name?: string;
  readonly version?: string;
  readonly state?: string;
  readonly versions?: readonly string[];
  readonly related?: readonly string[];
}

/** A critical finding with a fix, as grype writes it. */
export function grypeMatch(parts: MatchParts = {}): object {
  const { id = 'CVE-1', name = 'openssl', related = [], state = 'fixed', version = '3.0.1', versions = ['3.0.2'] } = parts;
  const severity = 'severity' in parts ? parts.severity : 'Critical';
  return {
    vulnerability: { id, severity, fix: { state, versions } },
    relatedVulnerabilities: related.map((other) => ({ id: other })),
    artifact: { name, version, type: 'deb' },
  };
}

export function grypeReport(matches: readonly object[]): object {
  return { matches, descriptor: { name: 'grype', version: '0.121.2' } };
}

/** What of a finding of osv-scanner a test changes. */
interface OsvParts {
  readonly score?: string;
  readonly word?: string;
  readonly events?: readonly object[];
  /** The ecosystem of a fix besides that of the package. */
  readonly affected?: string;
  readonly groups?: readonly object[];
}

/** A report of osv-scanner with one package and one finding, whose other name is CVE-1. */
export function osvReport(parts: OsvParts): object {
  const { affected, score = '9.8', word } = parts;
  const { events = [{ introduced: '0' }, { fixed: '3.0.2' }] } = parts;
  const groups = parts.groups ?? [{ ids: ['DSA-1'], aliases: ['CVE-1'], max_severity: score }];
  const entry = (ecosystem: string, of: readonly object[]) => ({
    package: { name: 'openssl', ecosystem },
    ranges: [{ type: 'ECOSYSTEM', events: of }],
  });
  const elsewhere = affected === undefined ? [] : [entry(affected, [{ introduced: '0' }, { fixed: '3.0.2' }])];
  const vulnerability = { id: 'DSA-1', affected: [entry('Debian:12', events), ...elsewhere], database_specific: { severity: word } };
  const found = { name: 'openssl', version: '3.0.1', ecosystem: 'Debian:12' };
  return { results: [{ source: { path: 'image', type: 'docker' }, packages: [{ package: found, vulnerabilities: [vulnerability], groups }] }] };
}

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { buildGoSource } from '../../referees/go-source';

const SOURCE = { name: 'grype-database', folder: join(__dirname, '../../referees/delivery/database') };

/** A vulnerability in the database that grype is given. */
interface Vulnerability {
  readonly id: string;
  readonly severity: string;
  readonly ecosystem: string;
  readonly package: string;
  readonly affected: string;
  readonly fixed?: string;
}

const STDLIB = { ecosystem: 'go-module', package: 'stdlib' };

/** What does not affect a Go that builds today, and what a gate lets pass. */
const HARMLESS: readonly Vulnerability[] = [
  { ...STDLIB, id: 'CVE-2099-0001', severity: 'critical', affected: '< 1.20.0', fixed: '1.20.0' },
  { ...STDLIB, id: 'CVE-2099-0002', severity: 'medium', affected: '< 99.0.0', fixed: '99.0.0' },
  { ...STDLIB, id: 'CVE-2099-0003', severity: 'critical', affected: '< 99.0.0' },
];

/** What the gate refuses. */
export const PLANTED: Vulnerability = { ...STDLIB, id: 'CVE-2099-1000', severity: 'critical', affected: '< 99.0.0', fixed: '99.0.0' };

/** Writes a database without a severe finding that has a fix, or with the planted one. */
export function writeDatabase(folder: string, planted: boolean): void {
  const vulnerabilities = planted ? [...HARMLESS, PLANTED] : HARMLESS;
  execFileSync(buildGoSource(SOURCE), [join(folder, '6'), JSON.stringify(vulnerabilities)], { stdio: ['ignore', 'pipe', 'pipe'] });
}

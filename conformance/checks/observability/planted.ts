import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkRules, runTests } from './promtool';

/** A fault in the rules of a service that a test has to find. */
interface Fault {
  readonly what: string;
  /** The service whose rules have it, and the file. */
  readonly service: string;
  readonly topic: string;
  readonly from: RegExp | string;
  readonly to: string;
  /** The tests that have to find it; those beside the rules if none are named. */
  readonly tests?: string;
  /** Whether promtool finds it without a test. */
  readonly bySyntax?: boolean;
}

const AVAILABILITY = { service: 'storefront', topic: 'slo-availability' };
const ALERTS = { service: 'storefront', topic: 'alerts' };

const FAULTS: readonly Fault[] = [
  { ...AVAILABILITY, what: 'no guard for low traffic', from: />= 10/g, to: '>= 0' },
  { ...AVAILABILITY, what: 'a threshold ten times too high', from: />( )0\.0144/g, to: '>$10.144' },
  { ...AVAILABILITY, what: 'a threshold of half the size', from: /> 0\.006/g, to: '> 0.003' },
  { ...AVAILABILITY, what: 'no short window', from: /and slo:error_ratio:rate5m\{[^}]*\} > 0\.0144/g, to: '' },
  { ...AVAILABILITY, what: 'errors of clients that count', from: /5\.\./g, to: '[25]..' },
  {
    ...AVAILABILITY,
    what: 'missing series of another objective',
    from: /(absent_over_time\(.*slo=")availability/g,
    to: '$1other',
    tests: 'slo-availability-days.test',
  },
  { ...AVAILABILITY, what: 'an alert of another name', from: 'alert: ErrorBudgetBurn6h', to: 'alert: ErrorBudgetBurn6' },
  { ...ALERTS, what: 'a comparison the wrong way round', from: /_available\{([^}]*)\}\) < max/g, to: '_available{$1}) > max' },
  { ...ALERTS, what: 'a time of waiting that is too short', from: /for: 15m/g, to: 'for: 1m' },
  { ...ALERTS, what: 'another database', from: /storefront-db-production/g, to: 'other-db-production' },
  { ...ALERTS, what: 'a bracket that is missing', from: /max\(kube/g, to: 'max(kube(', bySyntax: true },
];

/** Plants each fault in a copy of the rules, and says which of them nothing found. */
export function plantedFaults(promtool: string, folders: readonly string[]): { readonly found: number; readonly missed: string[] } {
  const missed = FAULTS.filter((fault) => !isFound(promtool, folders, fault)).map(({ what }) => `nothing found: ${what}`);
  return { found: FAULTS.length - missed.length, missed };
}

function isFound(
  promtool: string,
  folders: readonly string[],
  { bySyntax = false, from, service, to, topic, tests = `${topic}.test` }: Fault,
): boolean {
  const folder = folders.find((each) => each.includes(`/${service}/`))!;
  const copy = mkdtempSync(join(tmpdir(), 'golden-path-rules-'));
  try {
    cpSync(folder, copy, { recursive: true });
    const file = join(copy, `${topic}.rules.yaml`);
    const text = readFileSync(file, 'utf8');
    const broken = text.replace(from, to);
    if (broken === text) return false;
    writeFileSync(file, broken);
    const { problem } = bySyntax ? checkRules(promtool, copy) : runTests(promtool, copy, tests);
    return problem !== undefined;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

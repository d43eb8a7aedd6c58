import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { table } from './figures';
import { HEADINGS } from './plan';
import { verdictOf } from './topic';
import type { Bar } from './topic';
import { ROOT } from './workspace';

const PACKAGES = ['cdktf', 'constructs', '@cdktf/provider-aws', '@cdktf/provider-helm', '@cdktf/provider-kubernetes', 'tsx', 'typescript'];

/** The sections of a page, by their headings. */
export type Sections = ReadonlyMap<string, string>;

/** The page: the sections of this run, and of other runs those that it did not measure. */
export function pageOf(before: string, measured: Sections): string {
  const sections = new Map([...sectionsOf(before), ...measured]);
  const kept = HEADINGS.filter((heading) => sections.has(heading)).map((heading) => `## ${heading}\n\n${sections.get(heading)}`);
  return `${[INTRODUCTION, ...kept, METHOD, versions()].join('\n\n')}\n`;
}

/** What stands below each heading of a page. */
function sectionsOf(page: string): Sections {
  return new Map(page.split(/^## /m).slice(1).map((text) => {
    const [heading, ...lines] = text.split('\n');
    return [heading, lines.join('\n').trim()];
  }));
}

export function barTable(bars: readonly Bar[]): string {
  const rows = bars.map((bar) => [bar.promise, bar.limit.toFixed(2), bar.reason ? '' : figureOf(bar), verdictOf(bar)]);
  return table(['what', 'at most', 'measured', 'verdict'], rows);
}

/** With so many digits that what is above its limit looks so. */
function figureOf({ limit, measured }: Bar): string {
  const isClear = measured <= limit || measured.toFixed(2) !== limit.toFixed(2);
  return measured.toFixed(isClear ? 2 : 3);
}

export const INTRODUCTION = `# Benchmarks

This page shows what the library costs compared with hand-written CDKTF that gives exactly the same Terraform JSON.

![CPU time against the number of services](benchmarks.svg)

Each command measures its sections of this page, writes them, and fails if a limit is exceeded. It needs two cores.

| command | what it measures | minutes |
| --- | --- | --- |
| \`npm run bench\` | the library against hand-written CDKTF | less than 10 |
| \`npm run bench -- --large\` | 5,000 services, and 1,000 with further parts | less than 10 |
| \`npm run bench -- --others\` | Helm and Kustomize, which it fetches; Kustomize needs Go | 1, and several for the first time |
| \`npm run bench -- --quick\` | smaller sizes, also of the other commands; it does not write the page | 1 to 2 |

\`--rounds 3\` measures at most three rounds. A round that would not end in time is not begun; \`--minutes 30\` gives it more time, in which
all seven rounds end.`;

export const METHOD = `## How it is measured

- Both sides are in \`bench/measured/\`. \`hand-written*.ts\` is the code that a careful CDKTF user writes without the library: imports by
  resource path, labels computed once, each attribute read once, no checks. Before the measurement, a check compares the Terraform JSON of
  both sides. It must be the same except for CDKTF's own notes (\`//\`).
- The benchmark measures the compiled package, installed as a team installs it. Both sides are compiled beforehand.
- All limits but two apply to CPU time or memory. CPU time is user and system, with garbage collection and compilation. If other programs
  run on the machine, wall time depends too much on them; only the limits for two processes and for an edit need it.
- Each sample runs in its own process. For those two limits, each side has the machine to itself. Everywhere else, the two sides of a round
  run at the same time, so that other load on the machine affects both equally. A ratio is the median of the rounds' ratios.
- Memory is the peak resident set of the process.`;

function versions(): string {
  const packages = [manifest('.'), ...PACKAGES.map((name) => manifest(join('node_modules', name)))];
  const machine = `${cpus().length} cores (${cpus()[0].model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB of memory`;
  const lines = [`Node ${process.versions.node}`, ...packages.map(({ name, version }) => `${name} ${version}`), machine];
  return `## Versions\n\n${lines.map((line) => `- ${line}`).join('\n')}`;
}

function manifest(folder: string): { readonly name: string; readonly version: string } {
  return JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as { name: string; version: string };
}

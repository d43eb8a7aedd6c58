import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { met } from './bars';
import type { Bar } from './bars';
import type { Sample } from './measured/meter';
import type { Plan } from './plan';
import {
  COMMAND_CASE, GOLDEN_PATH, HAND_WRITTEN, IMPORT_CASE, IMPORTS, JOBS, JOBS_CASE, ONLY, partCase, PARTS, providerPaths, sizeCase, STARTS,
  WHOLE,
} from './plan';
import type { Sides } from './rounds';
import { median, medianRatio } from './statistics';
import { ROOT } from './workspace';

const PACKAGES = ['cdktf', 'constructs', '@cdktf/provider-aws', '@cdktf/provider-helm', '@cdktf/provider-kubernetes', 'tsx', 'typescript'];

type Value = (sample: Sample) => number;

const workCpu: Value = ({ work }) => work.cpuMs;
const workWall: Value = ({ work }) => work.wallMs;
const processCpu: Value = (sample) => sample.process.cpuMs;
const processWall: Value = (sample) => sample.process.wallMs;
const peak: Value = ({ peakMb }) => peakMb;

/** What was measured, as tables. */
export class Report {
  public constructor(
    private readonly plan: Plan,
    private readonly measured: ReadonlyMap<string, Sides>,
    private readonly bars: readonly Bar[],
    private readonly resourcesPerStack: number,
  ) {}

  /** The page as it stands in docs/. */
  public page(): string {
    return `${[INTRODUCTION, this.tables(), METHOD, versions()].join('\n\n')}\n`;
  }

  /** The tables alone, as the terminal shows them. */
  public tables(): string {
    const { rounds, startRounds } = this.plan;
    return [
      '## Limits',
      this.barTable(),
      '## Build and synthesise',
      `Each service has two environments with one stack each, and ${this.resourcesPerStack.toFixed(1)} resources per stack on average. `
      + `The start of the process and imports are excluded. ${medianOf(rounds)}`,
      this.sizeTable(),
      '## golden-path synth',
      `The whole command with all processes that it starts, for ${sizeCase(this.plan.sizes.at(-1)!)}. ${medianOf(startRounds)}`,
      this.commandTable(),
      '## More than Terraform',
      `${sizeCase(this.plan.withParts)} with the parts that they may have: data are a database and a cache, the GitOps tree has a chart `
      + 'and values for each environment, and objectives come with their rules and alerts. One round.',
      this.partTable(),
      ...this.largeTable(),
      '## Import',
      `The package loads ${providerPaths().length} modules of the providers; the reference loads only these. ${medianOf(rounds)}`,
      this.importTable(),
      '## One service in a fresh process',
      'These figures are for the whole process. The golden path and its hand-written counterpart create one service in two environments; '
      + 'the tutorial creates one stack with two resources. With a type check in the same process, tsx does what ts-node does in each run. '
      + `${medianOf(startRounds)}`,
      this.startTable(),
    ].join('\n\n');
  }

  private barTable(): string {
    const rows = this.bars.map((bar) => [bar.promise, bar.limit.toFixed(2), bar.measured.toFixed(2), met(bar) ? 'met' : 'MISSED']);
    return table(['what', 'at most', 'measured', 'verdict'], rows);
  }

  private sizeTable(): string {
    const rows = this.plan.sizes.map((services) => {
      const { [HAND_WRITTEN]: reference, [GOLDEN_PATH]: library } = this.measured.get(sizeCase(services))!;
      return [
        sizeCase(services),
        seconds(reference, workCpu),
        seconds(library, workCpu),
        ratio(library, reference, workCpu),
        ratio(library, reference, workWall),
        `${(median(library.map(workCpu)) / services).toFixed(1)} ms`,
        megabytes(reference),
        megabytes(library),
        ratio(library, reference, peak),
      ];
    });
    const times = ['hand-written, CPU', 'golden path, CPU', 'ratio', 'ratio of wall time', 'golden path, CPU per service'];
    return table(['', ...times, 'hand-written, peak memory', 'golden path, peak memory', 'ratio'], rows);
  }

  private commandTable(): string {
    const { [ONLY]: only, [WHOLE]: whole } = this.measured.get(COMMAND_CASE)!;
    const { [JOBS]: jobs } = this.measured.get(JOBS_CASE)!;
    const rows = [[WHOLE, whole], [JOBS, jobs], [ONLY, only]] as const;
    const cells = rows.map(([name, samples]) => [name, seconds(samples, processCpu), seconds(samples, processWall)]);
    return table(['', 'CPU', 'wall time'], cells);
  }

  private partTable(): string {
    const { withParts } = this.plan;
    const perService = (part: string) => median(this.measured.get(partCase(part))![part].map(workCpu)) / withParts;
    const alone = perService(PARTS[0]);
    const rows = PARTS.map((part) => {
      const samples = this.measured.get(partCase(part))![part];
      const more = part === PARTS[0] ? '' : `${(perService(part) - alone).toFixed(1)} ms`;
      return [part, seconds(samples, workCpu), `${perService(part).toFixed(1)} ms`, more, megabytes(samples)];
    });
    return table(['', 'CPU', 'CPU per service', 'of which the part', 'peak memory'], rows);
  }

  /** Many more services, if they are measured. */
  private largeTable(): string[] {
    const { large, sizes } = this.plan;
    if (large === undefined) return [];
    const sides = this.measured.get(sizeCase(large))!;
    const rows = [sizes.at(-1)!, large].map((services) => {
      const samples = sides[sizeCase(services)];
      const each = `${(median(samples.map(workCpu)) / services).toFixed(1)} ms`;
      return [sizeCase(services), seconds(samples, workCpu), each, megabytes(samples)];
    });
    const head = ['', 'CPU', 'CPU per service', 'peak memory'];
    return ['## Many services', 'The library alone, both at the same time. One round.', table(head, rows)];
  }

  private importTable(): string {
    const sides = this.measured.get(IMPORT_CASE)!;
    const rows = Object.values(IMPORTS).map((what) => {
      const [cpu, wall, memory] = [workCpu, workWall, peak].map((value) => ratio(sides[what], sides[IMPORTS.providers], value));
      return [what, seconds(sides[what], workCpu), cpu, seconds(sides[what], workWall), wall, megabytes(sides[what]), memory];
    });
    return table(['', 'CPU', 'ratio', 'wall time', 'ratio', 'peak memory of the process', 'ratio'], rows);
  }

  private startTable(): string {
    const rows = Object.keys(STARTS).map((name) => {
      const samples = this.measured.get(name)![name];
      return [name, seconds(samples, processCpu), seconds(samples, processWall), megabytes(samples)];
    });
    return table(['', 'CPU', 'wall time', 'peak memory'], rows);
  }
}

export const INTRODUCTION = `# Benchmarks

This page shows what the library costs compared with hand-written CDKTF that gives exactly the same Terraform JSON.

![CPU time against the number of services](benchmarks.svg)

\`npm run bench\` measures both, writes this page, and fails if a limit is exceeded. It takes seven to nine minutes and needs two cores.
\`npm run bench -- --large\` measures 5,000 services too, and 1,000 with further parts, which takes five minutes more; \`--rounds 3\`
measures three rounds.
\`npm run bench -- --quick\` measures smaller sizes in less time, and does not write the page.`;

export const METHOD = `## How it is measured

- Both sides are in \`bench/measured/\`. \`hand-written*.ts\` is the code that a careful CDKTF user writes without the library: imports by
  resource path, labels computed once, each attribute read once, no checks. Before the measurement, a check compares the Terraform JSON of
  both sides. It must be the same except for CDKTF's own notes (\`//\`).
- The benchmark measures the compiled package, installed as a team installs it. Both sides are compiled beforehand.
- Each sample runs in its own process. The two sides of a round run at the same time, so that other load on the machine affects both
  equally. A ratio is the median of the rounds' ratios.
- The limits apply to CPU time: user and system, including garbage collection and compilation. If other programs run on the machine, wall
  time depends too much on them.
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

function medianOf(rounds: number): string {
  return rounds === 1 ? 'One round.' : `Median of ${rounds} rounds; the lowest and the highest value are in brackets.`;
}

function seconds(samples: readonly Sample[], value: Value): string {
  const values = samples.map(value);
  const [middle, least, most] = [median(values), Math.min(...values), Math.max(...values)].map((one) => (one / 1000).toFixed(2));
  return `${middle} s (${least}-${most})`;
}

function megabytes(samples: readonly Sample[]): string {
  if (samples.some(({ peakMb }) => Number.isNaN(peakMb))) return 'not measured';
  return `${median(samples.map(peak)).toFixed(0)} MB`;
}

function ratio(samples: readonly Sample[], references: readonly Sample[], value: Value): string {
  return medianRatio(samples.map(value), references.map(value)).toFixed(2);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

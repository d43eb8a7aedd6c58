import type { Sample } from './measured/meter';
import type { Plan } from './plan';
import {
  CDKTF_START, COMMAND_CASE, GOLDEN_PATH, HAND_WRITTEN, IMPORT_CASE, IMPORTS, JOBS, JOBS_CASE, ONLY, sizeCase, SYNTH_START, WHOLE,
} from './plan';
import type { Sides } from './rounds';
import { median, medianRatio } from './statistics';

/** A promise about speed or memory, and what was measured. */
export interface Bar {
  readonly promise: string;
  readonly limit: number;
  readonly measured: number;
}

export function met({ limit, measured }: Bar): boolean {
  return measured <= limit;
}

/** The bars of the library, on the largest number of services of the plan. */
export function barsOf({ large, sizes }: Plan, measured: ReadonlyMap<string, Sides>): Bar[] {
  const [fewer, most] = sizes.slice(-2);
  const { [GOLDEN_PATH]: library, [HAND_WRITTEN]: reference } = measured.get(sizeCase(most))!;
  const imports = measured.get(IMPORT_CASE)!;
  const { [ONLY]: only, [WHOLE]: whole } = measured.get(COMMAND_CASE)!;
  const of = (start: string) => measured.get(start)![start];
  return [
    { promise: `CPU time at ${most} services, relative to hand-written`, limit: 0.7, measured: medianRatio(cpu(library), cpu(reference)) },
    {
      promise: `CPU time per service at ${most} services, relative to ${fewer} services`,
      limit: 1.2,
      measured: medianRatio(cpu(library), cpu(measured.get(sizeCase(fewer))![GOLDEN_PATH])) * (fewer / most),
    },
    {
      promise: "CPU time to import the package, relative to importing the providers' resource paths that it uses",
      limit: 1.15,
      measured: medianRatio(cpu(imports[IMPORTS.library]), cpu(imports[IMPORTS.providers])),
    },
    {
      promise: `peak memory at ${most} services, relative to hand-written`,
      limit: 0.85,
      measured: medianRatio(peak(library), peak(reference)),
    },
    {
      promise: `wall time at ${most} services with two processes, relative to hand-written`,
      limit: 0.45,
      measured: median(wall(measured.get(JOBS_CASE)![JOBS])) / median(wall(reference)),
    },
    {
      promise: `CPU time for one of ${most} services, relative to all of them`,
      limit: 0.35,
      measured: medianRatio(cpu(only), cpu(whole)),
    },
    {
      promise: 'CPU time of one service in a fresh process with tsx, relative to hand-written with tsx',
      limit: 1.5,
      measured: medianRatio(process(of('golden path, tsx')), process(of('hand-written by resource path, tsx'))),
    },
    {
      promise: 'CPU time of golden-path synth for one service, relative to npx cdktf synth',
      limit: 0.5,
      measured: medianRatio(cpu(of(SYNTH_START)), cpu(of(CDKTF_START))),
    },
    ...(large === undefined ? [] : [largeBar(measured, large, most)]),
  ];
}

function largeBar(measured: ReadonlyMap<string, Sides>, large: number, most: number): Bar {
  const { [sizeCase(large)]: more, [sizeCase(most)]: fewer } = measured.get(sizeCase(large))!;
  return {
    promise: `CPU time per service at ${large} services, relative to ${most} services`,
    limit: 1.1,
    measured: medianRatio(cpu(more), cpu(fewer)) * (most / large),
  };
}

function process(samples: readonly Sample[]): number[] {
  return samples.map((sample) => sample.process.cpuMs);
}

function wall(samples: readonly Sample[]): number[] {
  return samples.map(({ work }) => work.wallMs);
}

function cpu(samples: readonly Sample[]): number[] {
  return samples.map(({ work }) => work.cpuMs);
}

function peak(samples: readonly Sample[]): number[] {
  return samples.map(({ peakMb }) => peakMb);
}

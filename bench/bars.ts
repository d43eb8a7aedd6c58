import type { Sample } from './measured/meter';
import type { Plan } from './plan';
import { GOLDEN_PATH, HAND_WRITTEN, IMPORT_CASE, IMPORTS, sizeCase } from './plan';
import type { Sides } from './rounds';
import { medianRatio } from './statistics';

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
export function barsOf({ sizes }: Plan, measured: ReadonlyMap<string, Sides>): Bar[] {
  const [fewer, most] = sizes.slice(-2);
  const { [GOLDEN_PATH]: library, [HAND_WRITTEN]: reference } = measured.get(sizeCase(most))!;
  const imports = measured.get(IMPORT_CASE)!;
  return [
    { promise: `CPU time at ${most} services, relative to hand-written`, limit: 0.75, measured: medianRatio(cpu(library), cpu(reference)) },
    {
      promise: `CPU time per service at ${most} services, relative to ${fewer} services`,
      limit: 1.2,
      measured: medianRatio(cpu(library), cpu(measured.get(sizeCase(fewer))![GOLDEN_PATH])) * (fewer / most),
    },
    {
      promise: "CPU time to import the package, relative to importing the providers' resource paths that it uses",
      limit: 1.3,
      measured: medianRatio(cpu(imports[IMPORTS.library]), cpu(imports[IMPORTS.providers])),
    },
    {
      promise: `peak memory at ${most} services, relative to hand-written`,
      limit: 1.15,
      measured: medianRatio(peak(library), peak(reference)),
    },
  ];
}

function cpu(samples: readonly Sample[]): number[] {
  return samples.map(({ work }) => work.cpuMs);
}

function peak(samples: readonly Sample[]): number[] {
  return samples.map(({ peakMb }) => peakMb);
}

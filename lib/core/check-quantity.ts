import type { Limit } from './limits';
import { show } from './problems';
import { formatQuantity, parseQuantity } from './quantity';
import type { Quantity } from './quantity';
import { isToken } from './tokens';
import type { Validation } from './validation';

/** What a quantity measures, with its bounds and the smallest step that the unit knows. */
export interface QuantityKind {
  readonly example: string;
  readonly unit: string;
  /** Thousandths; CPU is counted in them, memory in whole bytes. */
  readonly step: bigint;
  readonly minimum: bigint;
  readonly maximum: bigint;
}

export const CPU: QuantityKind = { example: '250m', unit: 'CPU', step: 1n, minimum: 1n, maximum: 1_000_000n };

/** Four mebibytes is the least with which a container runtime starts a process. */
export const MEMORY: QuantityKind = {
  example: '256Mi',
  unit: 'memory',
  step: 1000n,
  minimum: 4n * 1024n ** 2n * 1000n,
  maximum: 32n * 1024n ** 4n * 1000n,
};

/** A mebibyte is the least that storage is counted in. */
export const STORAGE: QuantityKind = {
  example: '10Gi',
  unit: 'storage',
  step: 1000n,
  minimum: 1024n ** 2n * 1000n,
  maximum: 64n * 1024n ** 4n * 1000n,
};

/** Reads and checks a quantity; gives nothing where it is not sound. */
export function checkQuantity(validation: Validation, path: string, value: unknown, kind: QuantityKind): Quantity | undefined {
  const text = typeof value === 'number' && !isToken(value) ? String(value) : value;
  const quantity = parseQuantity(text);
  if (typeof value === 'string' && quantity && isWithin(quantity, kind)) return quantity;
  const limit: Limit = { type: 'string', description: allowed(kind), example: kind.example };
  if (typeof text !== 'string' || isToken(value)) validation.required(path, value, limit);
  else validation.add({ path, got: show(value), allowed: allowed(kind), fix: fixFor(text, value, kind) });
  return undefined;
}

function isWithin({ milli }: Quantity, { minimum, maximum, step }: QuantityKind): boolean {
  return milli >= minimum && milli <= maximum && milli % step === 0n;
}

function allowed(kind: QuantityKind): string {
  const range = `from ${boundOf(kind.minimum, kind)} to ${boundOf(kind.maximum, kind)}`;
  return `a Kubernetes quantity of ${kind.unit} such as ${kind.example}, ${range}`;
}

function boundOf(milli: bigint, { unit }: QuantityKind): string {
  return formatQuantity({ milli, binary: unit !== CPU.unit });
}

/** The unit that is meant, by what is written. */
const MEANT: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  memory: new Map(Object.entries({ '': 'Mi', m: 'Mi', mi: 'Mi', g: 'Gi', gi: 'Gi', k: 'Ki', ki: 'Ki' })),
  storage: new Map(Object.entries({ '': 'Gi', m: 'Mi', mi: 'Mi', g: 'Gi', gi: 'Gi', t: 'Ti', ti: 'Ti' })),
  CPU: new Map(Object.entries({ '': 'm', m: 'm', core: '', cores: '', cpu: '', cpus: '', vcpu: '' })),
};

/** More cores than a container is given: who writes such a number means thousandths of one. */
const MANY_CORES = 50n * 1000n;

/** The unit is what is usually wrong: none at all, in the wrong case, with a trailing B, or `m`, a thousandth of a byte. */
function fixFor(text: string, value: unknown, kind: QuantityKind): string {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-zA-Z]*)$/.exec(text.slice(0, 40)) ?? [];
  const quantity = parseQuantity(text);
  const isSound = quantity && isWithin(quantity, kind) && !isMeantInThousandths(quantity, kind);
  if (typeof value === 'number' && isSound) return `use '${text}', in quotes`;
  const guess = MEANT[kind.unit].get(unit.toLowerCase().replace(/b$/, ''));
  const meant = guess === undefined ? undefined : `${number}${guess}`;
  const proposed = parseQuantity(meant);
  if (!proposed || !isWithin(proposed, kind) || meant === value) return outOfRange(quantity, kind) ?? `write it like '${kind.example}'`;
  return `did you mean '${meant}'?${whyOf(unit, kind)}`;
}

function isMeantInThousandths({ milli }: Quantity, { unit }: QuantityKind): boolean {
  return unit === CPU.unit && milli >= MANY_CORES;
}

function whyOf(unit: string, kind: QuantityKind): string {
  if (unit === '') return ` without a unit it counts ${kind.unit === CPU.unit ? 'whole cores' : 'bytes'}`;
  return unit === 'm' && kind.unit !== CPU.unit ? ' m is a thousandth of a byte' : '';
}

function outOfRange(quantity: Quantity | undefined, kind: QuantityKind): string | undefined {
  if (!quantity) return undefined;
  const { example, maximum, minimum } = kind;
  if (quantity.milli > maximum) return `use at most '${boundOf(maximum, kind)}'`;
  return quantity.milli < minimum ? `use '${boundOf(minimum, kind)}' or more: write it like '${example}'` : undefined;
}

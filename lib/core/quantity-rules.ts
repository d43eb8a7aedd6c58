import { show } from './problems';
import { formatQuantity, parseQuantity } from './quantity';
import type { Quantity } from './quantity';
import type { Limit } from './rules';
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

/** Reads and checks a quantity; gives nothing where it is not sound. */
export function checkQuantity(validation: Validation, path: string, value: unknown, kind: QuantityKind): Quantity | undefined {
  const text: Limit = { type: 'string', description: allowed(kind) };
  if (typeof value === 'number' && parseQuantity(String(value))) {
    validation.add({ path, got: show(value), allowed: allowed(kind), fix: `did you mean '${value}'?` });
    return undefined;
  }
  if (!validation.required(path, value, text)) return undefined;
  const quantity = parseQuantity(value);
  if (quantity && isWithin(quantity, kind)) return quantity;
  validation.add({ path, got: show(value), allowed: allowed(kind), fix: fixFor(String(value), kind) });
  return undefined;
}

function isWithin({ milli }: Quantity, { minimum, maximum, step }: QuantityKind): boolean {
  return milli >= minimum && milli <= maximum && milli % step === 0n;
}

function allowed(kind: QuantityKind): string {
  const bound = (milli: bigint) => formatQuantity({ milli, binary: kind.unit === MEMORY.unit });
  return `a Kubernetes quantity of ${kind.unit} such as ${kind.example}, from ${bound(kind.minimum)} to ${bound(kind.maximum)}`;
}

/** A unit in the wrong case or with a trailing B is the usual slip; `256m` of memory is a quarter of a byte. */
function fixFor(value: string, kind: QuantityKind): string {
  const match = /^(\d+(?:\.\d+)?)\s*([a-zA-Z]*)$/.exec(value.slice(0, 40));
  const unit = match?.[2].toLowerCase().replace(/b$/, '');
  const guess = match && kind.unit === MEMORY.unit && { m: 'Mi', mi: 'Mi', g: 'Gi', gi: 'Gi', k: 'Ki', ki: 'Ki' }[unit ?? ''];
  const meant = guess ? `${match[1]}${guess}` : undefined;
  const quantity = parseQuantity(meant);
  return quantity && quantity.milli >= kind.minimum && meant !== value
    ? `did you mean '${meant}'?`
    : `write it like '${kind.example}'`;
}

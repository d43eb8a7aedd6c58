/**
 * Kubernetes quantities, in whole thousandths of a unit.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export const QUANTITY = /^\+?(\d+(?:\.\d*)?|\.\d+)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\d{1,2})?$/;

export const BINARY_SUFFIXES = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
export const DECIMAL_SUFFIXES = ['m', '', 'k', 'M', 'G', 'T', 'P', 'E'];

/** An amount of CPU or memory. */
export interface Quantity {
  /** Thousandths of a core or of a byte, rounded up as the API server does. */
  readonly milli: bigint;
  readonly binary: boolean;
}

/** Reads a quantity, or gives nothing where the text is none. */
export function parseQuantity(text: unknown): Quantity | undefined {
  const match = typeof text === 'string' && text.length <= 40 ? QUANTITY.exec(text) : null;
  if (!match) return undefined;
  const [, number, suffix = ''] = match;
  const binary = BINARY_SUFFIXES.indexOf(suffix);
  const [whole, fraction = ''] = number.split('.');
  const digits = BigInt(`${whole}${fraction}`);
  const scale = binary > 0 ? { up: 1024n ** BigInt(binary), power: 3 } : { up: 1n, power: 3 + decimalPower(suffix) };
  const power = scale.power - fraction.length;
  const milli = power >= 0 ? digits * scale.up * 10n ** BigInt(power) : divideUp(digits * scale.up, 10n ** BigInt(-power));
  return { milli, binary: binary > 0 };
}

/**
 * The quantity as the API server stores it: the largest suffix that needs no fraction.
 *
 * Written any other way (`1000m`, `1024Mi`) it would differ from what the cluster gives back, and every plan would
 * show a change.
 */
export function formatQuantity(quantity: Quantity): string {
  const { milli, binary } = quantity;
  if (milli === 0n) return '0';
  if (binary && milli % 1000n === 0n) {
    let amount = milli / 1000n;
    let power = 0;
    while (amount % 1024n === 0n && power < BINARY_SUFFIXES.length - 1) {
      amount /= 1024n;
      power += 1;
    }
    return `${amount}${BINARY_SUFFIXES[power]}`;
  }
  let amount = milli;
  let power = 0;
  while (amount % 1000n === 0n && power < DECIMAL_SUFFIXES.length - 1) {
    amount /= 1000n;
    power += 1;
  }
  return `${amount}${DECIMAL_SUFFIXES[power]}`;
}

function decimalPower(suffix: string): number {
  if (/^[eE]./.test(suffix)) return Number(suffix.slice(1));
  return suffix === '' ? 0 : (DECIMAL_SUFFIXES.indexOf(suffix) - 1) * 3;
}

function divideUp(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}

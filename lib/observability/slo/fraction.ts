/** An exact number: thresholds are products of decimals, and floating-point numbers cannot hold those. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** A quotient of whole numbers, in lowest terms. */
export function fraction(numerator: bigint, denominator: bigint): Fraction {
  const common = greatestDivisor(numerator, denominator);
  return { numerator: numerator / common, denominator: denominator / common };
}

/** A number as it is written in decimal: 99.95 is exactly 9995/100. */
export function exactly(value: number): Fraction {
  const [mantissa, exponent = '0'] = String(value).toLowerCase().split('e');
  const [whole, decimals = ''] = mantissa.split('.');
  const digits = BigInt(whole + decimals);
  const scale = Number(exponent) - decimals.length;
  return scale < 0 ? fraction(digits, 10n ** BigInt(-scale)) : fraction(digits * 10n ** BigInt(scale), 1n);
}

/** The product of two numbers. */
export function times(one: Fraction, other: Fraction): Fraction {
  return fraction(one.numerator * other.numerator, one.denominator * other.denominator);
}

/** One number without another. */
export function minus(one: Fraction, other: Fraction): Fraction {
  return fraction(one.numerator * other.denominator - other.numerator * one.denominator, one.denominator * other.denominator);
}

/** The nearest floating-point number, to reckon with. */
export function approximately({ denominator, numerator }: Fraction): number {
  return Number(numerator) / Number(denominator);
}

/** A number as PromQL has it: a decimal if it ends, else a quotient of whole numbers. */
export function written({ denominator, numerator }: Fraction): string {
  const places = decimalPlaces(denominator);
  if (places === undefined) return `(${numerator} / ${denominator})`;
  const digits = String((numerator * 10n ** BigInt(places)) / denominator).padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** How many decimals a quotient by this needs; nothing if they never end. */
function decimalPlaces(denominator: bigint): number | undefined {
  let rest = denominator;
  const exponents = [2n, 5n].map((prime) => {
    let exponent = 0;
    while (rest % prime === 0n) {
      rest /= prime;
      exponent += 1;
    }
    return exponent;
  });
  return rest === 1n ? Math.max(...exponents) : undefined;
}

function greatestDivisor(one: bigint, other: bigint): bigint {
  return other === 0n ? (one < 0n ? -one : one) : greatestDivisor(other, one % other);
}

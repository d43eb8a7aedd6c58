/** What readers of YAML 1.1 take for a boolean, and readers of 1.2 for a text. */
const BOOLEAN = /^(y|yes|n|no|on|off)$/i;

/** What readers of one of the two take for a date, or for a number with another base. */
const OTHERWISE: readonly RegExp[] = [
  /^\d{4}-\d{1,2}-\d{1,2}([Tt \t].*)?$/,
  /^[-+]?0[xXbBoO]?[0-9a-fA-F_]+$/,
  /^[-+]?\d[\d_]*(:[0-5]?\d)+(\.[\d_]*)?$/,
];

const NUMBER = /^[-+]?(\d[\d_]*(\.[\d_]*)?|\.[\d_]+)([eE][-+]?[\d_]+)?$/;

/** A number as JSON and every reader of YAML has it. */
const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/;

/**
 * Whether readers of YAML take a text without quotes for different things, such as `no`, `012`, `1:30` or `2026-01-01`.
 *
 * @see https://yaml.org/spec/1.1/#id864510
 */
export function isAmbiguous(plain: string): boolean {
  return BOOLEAN.test(plain) || (!isDecimal(plain) && [NUMBER, ...OTHERWISE].some((form) => form.test(plain)));
}

/** Whether every reader takes a text for the same number. */
export function isDecimal(plain: string): boolean {
  return DECIMAL.test(plain);
}

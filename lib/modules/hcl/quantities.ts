import { BINARY_SUFFIXES, DECIMAL_SUFFIXES, QUANTITY } from '../../core/quantity';
import { argument, block, comment } from './body';
import type { Item } from './body';
import { literal, object, raw } from './expression';
import { quoted } from './text';

/** The shape of a quantity, in the syntax that JavaScript and RE2 share. */
export const QUANTITY_PATTERN = QUANTITY.source;

/** The parts of a quantity, each under its name: for Terraform's RE2, which takes linear time for any expression. */
const PARTS = [
  '^[+]?', '(?P<whole>[0-9]*)(?:[.](?P<fraction>[0-9]*))?', '(?:[eE][+]?(?P<exponent>-?[0-9]{1,2})|(?P<suffix>[A-Za-z]{1,2}))?$',
].join('');

/** An amount of the module: its thousandths, and whether it is written with Ki, Mi and Gi. */
export interface Amount {
  readonly milli: string;
  readonly binary: string;
}

/**
 * The locals that read the quantities of the variables, and write amounts as the API server does: `local.given_milli` and
 * `local.given_binary` by the names of the variables, and `local.quantity` by the names of the amounts.
 *
 * @param given the variables, without `var.`
 * @param amounts what is written
 * @param more what the amounts follow from
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function quantityLocals(
  given: readonly string[],
  amounts: Readonly<Record<string, Amount>>,
  more: Readonly<Record<string, string>>,
): Item[] {
  return [
    comment('Kubernetes quantities, in thousandths: read from the variables, and written with the largest suffix that needs no fraction,'),
    comment('as the API server stores them.'),
    block('locals', [], [
      argument('given_parts', raw(`{
  for name, text in { ${given.map((name) => `${name} = var.${name}`).join(', ')} } :
  name => { for part, found in regex(${quoted(PARTS)}, text) : part => found == null ? "" : found }
  if text != null
}`)),
      argument('given_powers', raw(`{
  for name, parts in local.given_parts : name =>
  3 - length(parts.fraction) + (parts.exponent == "" ? lookup(local.decimal_powers, parts.suffix, 0) : tonumber(parts.exponent))
}`)),
      argument('given_milli', raw(`{
  for name, parts in local.given_parts : name => ceil(
    tonumber("0\${parts.whole}\${parts.fraction}") * lookup(local.binary_powers, parts.suffix, 1)
    * tonumber("1e\${max(0, local.given_powers[name])}") / tonumber("1e\${max(0, -local.given_powers[name])}")
  )
}`)),
      argument('given_binary', raw('{ for name, parts in local.given_parts : name => contains(keys(local.binary_powers), parts.suffix) }')),
      argument('binary_powers', object(BINARY_SUFFIXES.slice(1).map((suffix, index) => [suffix, raw(String(1024n ** BigInt(index + 1)))]))),
      argument('decimal_powers', literal(Object.fromEntries(DECIMAL_SUFFIXES.map((suffix, index) => [suffix, (index - 1) * 3])))),
      ...Object.entries(more).map(([name, text]) => argument(name, raw(text))),
      argument('amounts', object(Object.entries(amounts).map(([name, { milli, binary }]) => [
        name, object([['milli', raw(milli)], ['binary', raw(binary)]]),
      ]))),
      argument('quantity', raw(`{
  for name, amount in local.amounts : name => amount.milli == 0 ? "0" : [
    for unit in amount.binary && amount.milli % 1000 == 0 ? local.binary_units : local.decimal_units :
    "\${amount.milli / unit.milli}\${unit.suffix}" if amount.milli % unit.milli == 0
  ][0]
}`)),
      argument('binary_units', units(BINARY_SUFFIXES, 1024n, 1000n)),
      argument('decimal_units', units(DECIMAL_SUFFIXES, 1000n, 1n)),
    ]),
  ];
}

/** The largest comes first. */
function units(suffixes: readonly string[], step: bigint, least: bigint) {
  const sized = suffixes.map((suffix, index) => `  { suffix = ${quoted(suffix)}, milli = ${least * step ** BigInt(index)} },\n`);
  return raw(`[\n${sized.reverse().join('')}]`);
}

import type { Sample, Term } from './sample';

/** The texts and expressions that a text consists of in every sample; nothing if there is no such list. */
export function commonTemplate(
  terms: readonly Term[],
  samples: readonly Sample[],
  texts: readonly string[],
): (string | Term)[] | undefined {
  const known = terms.map((term) => ({ term, values: samples.map(term.of) })).filter(({ values }) => isVarying(values));
  known.sort((one, other) => lengthOf(other.values) - lengthOf(one.values));
  const positions = texts.map(() => 0);
  const parts: (string | Term)[] = [];
  while (positions.some((position, index) => position < texts[index].length)) {
    const found = known.find(({ values }) => values.every((value, index) => texts[index].startsWith(String(value), positions[index])));
    const next = texts[0][positions[0]];
    if (found === undefined && (next === undefined || !texts.every((text, index) => text[positions[index]] === next))) return undefined;
    if (found) parts.push(found.term);
    else if (typeof parts.at(-1) === 'string') parts.push(`${String(parts.pop())}${next}`);
    else parts.push(next);
    positions.forEach((position, index) => {
      positions[index] = position + (found ? String(found.values[index]).length : 1);
    });
  }
  return parts;
}

/** A value that never changes is plain text, and an empty or missing one would be found at every place. */
function isVarying(values: readonly unknown[]): boolean {
  return new Set(values).size > 1 && values.every((value) => value !== undefined && value !== '' && typeof value !== 'boolean');
}

function lengthOf(values: readonly unknown[]): number {
  return values.reduce<number>((sum, value) => sum + String(value).length, 0);
}

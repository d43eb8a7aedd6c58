import { byCode } from '../../core/by-code';

/**
 * The order of two versions: numbers by their value, a pre-release before its release.
 *
 * @see https://semver.org/#spec-item-11
 */
export function byVersion(one: string, other: string): number {
  const [a, b] = [parts(one), parts(other)];
  for (let index = 0; index < 3; index += 1) {
    const difference = (a.numbers[index] ?? 0) - (b.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if ((a.before === '') !== (b.before === '')) return a.before === '' ? 1 : -1;
  return byCode(a.before, b.before);
}

function parts(version: string): { readonly numbers: readonly number[]; readonly before: string } {
  const [main, ...before] = version.split('+')[0].split('-');
  return { numbers: main.split('.').map((each) => Number(each) || 0), before: before.join('-') };
}

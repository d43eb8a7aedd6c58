/** A text without what it ends with, however often. */
export function withoutEnd(text: string, end: string): string {
  let length = text.length;
  while (text.endsWith(end, length)) length -= end.length;
  return text.slice(0, length);
}

/**
 * Whether a text is what a pattern of `*` and `?` stands for, as AWS reads it in a policy.
 *
 * A regular expression made from the pattern would take as many powers of the text's length as there are stars.
 */
export function matchesWildcards(pattern: string, text: string): boolean {
  let [at, position, star, resume] = [0, 0, -1, 0];
  while (position < text.length) {
    if (pattern[at] === '*') {
      [star, resume] = [at, position];
      at += 1;
    } else if (pattern[at] === '?' || pattern[at] === text[position]) {
      at += 1;
      position += 1;
    } else if (star !== -1) {
      resume += 1;
      [at, position] = [star + 1, resume];
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

/** Whether a text has no half of a pair of code units, which no file can hold. */
export function isWhole(text: string): boolean {
  return !/[\ud800-\udfff]/u.test(text);
}

/** Whether a text can be an argument or an environment variable of a program: it is whole, and has no NUL, which ends a text there. */
export function isWritable(text: string): boolean {
  return isWhole(text) && !text.includes('\0');
}

/** A shorter word that differs from another one in a letter is more likely another word, as `app` and `api` are. */
const LEAST_LETTERS = 5;

/**
 * Whether a name is most likely another one, misspelt: one letter of one of its words is wrong, missing, too many or swapped with
 * the next one, or a hyphen is missing or too many. Names that differ in a digit are two names.
 */
export function isTypo(written: string, meant: string): boolean {
  if (written === meant) return false;
  if (written.replaceAll('-', '') === meant.replaceAll('-', '')) return true;
  const [ones, others] = [written.split('-'), meant.split('-')];
  if (ones.length !== others.length) return false;
  const different = ones.flatMap((one, index) => (one === others[index] ? [] : [[one, others[index]] as const]));
  return (
    different.length === 1 && Math.max(...different[0].map(({ length }) => length)) >= LEAST_LETTERS && isOneSlip(...different[0])
  );
}

/** Whether two words differ in one letter, or in two that are swapped. */
function isOneSlip(one: string, other: string): boolean {
  const start = commonStart(one, other);
  const end = commonStart([...one.slice(start)].reverse().join(''), [...other.slice(start)].reverse().join(''));
  const [a, b] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  if (/\d/.test(a + b)) return false;
  return Math.max(a.length, b.length) === 1 || (a.length === 2 && a === [...b].reverse().join(''));
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one[length] === other[length]) length += 1;
  return length;
}

/** A character as its code, for where it would do more than be read. */
export function spelledOut(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

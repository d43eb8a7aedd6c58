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

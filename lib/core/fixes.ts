import { strangeCharacter, withoutLookAlikes } from './characters';
import type { Limit } from './limits';
import { closest, show } from './problems';
import { isWritable } from './text';

/** A longer one is cut where it is shown, and half a value is none. */
const LONGEST_PROPOSAL = 78;

type Accepts = (value: unknown) => boolean;

/** What to do about a value that breaks its limit; a value is proposed only if the limit accepts it. */
export function fixFor(path: string, value: unknown, limit: Limit, accepts: Accepts): string {
  if (value === undefined) return `give ${lastOf(path)}`;
  if (Array.isArray(value) && value.length === 1 && accepts(value[0])) return `use ${show(value[0])}, without square brackets`;
  if (limit.enum) return fixForChoice(value, limit.enum, limit.otherwise);
  if (limit.type === 'integer' || limit.type === 'number') return fixForNumber(value, limit, accepts);
  if (limit.type === 'boolean') return fixForBoolean(value);
  return fixForText(path, value, limit, accepts);
}

/** What to do about a value that only Terraform knows. */
export function fixForToken(value: unknown): string {
  const needed = 'it is needed at synth, and Terraform knows it only later';
  return Array.isArray(value) ? `write the list itself, as in ['a', 'b']: ${needed}` : `write the value itself: ${needed}`;
}

/** What a path ends with: the name of a prop, or of the list or map with the item's place in it. */
function lastOf(path: string): string {
  const bracket = path.indexOf('[');
  const isItem = bracket !== -1 && path.endsWith(']');
  return path.slice(path.lastIndexOf('.', isItem ? bracket : path.length) + 1);
}

function fixForChoice(value: unknown, choices: readonly string[], otherwise?: string): string {
  const looksLike = typeof value === 'string' ? withoutLookAlikes(value).trim() : '';
  if (choices.includes(looksLike)) return proposal(value as string, looksLike);
  const meant = closest(value, choices);
  if (meant) return `did you mean '${meant}'?`;
  const fix = choices.length === 1 ? `use '${choices[0]}'` : `use one of these, such as '${choices[0]}'`;
  return otherwise === undefined ? fix : `${fix}, or ${otherwise}`;
}

function fixForNumber(value: unknown, { minimum, maximum, type }: Limit, accepts: Accepts): string {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  const isNumber = typeof number === 'number' && Number.isFinite(number);
  const given = isNumber ? number : 1;
  const nearest = Math.min(Math.max(type === 'integer' ? Math.round(given) : given, minimum ?? -Infinity), maximum ?? Infinity);
  if (!accepts(nearest)) return type === 'integer' ? 'write a whole number' : 'write a number';
  if (!isNumber) return `write a number such as ${nearest}`;
  return `use ${nearest}${typeof value === 'string' ? ', a number without quotes' : ''}`;
}

const YES = ['true', 'yes', 'on'];
const NO = ['false', 'no', 'off'];

function fixForBoolean(value: unknown): string {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (YES.includes(text)) return 'use true, without quotes';
  return NO.includes(text) ? 'use false, without quotes' : 'write true, or false';
}

function fixForText(path: string, value: unknown, limit: Limit, accepts: Accepts): string {
  const like = limit.example !== undefined && accepts(limit.example) ? `write it like ${show(limit.example)}` : `change ${lastOf(path)}`;
  if (typeof value === 'number' && accepts(String(value))) return `use '${value}', in quotes`;
  if (typeof value !== 'string') return like;
  if (!isWritable(value)) return removal(value);
  const fault = limit.fault?.(value);
  if (fault !== undefined) return fault;
  const meant = nearestText(value, limit, accepts);
  if (meant !== undefined) return proposal(value, meant);
  return strangeLetter(value, accepts) ?? otherLength(value, limit, accepts) ?? like;
}

/** NUL and half a character are in no file, whatever the limit. */
function removal(text: string): string {
  const index = [...text].findIndex((character) => !isWritable(character));
  const strange = strangeCharacter([...text][index])!;
  return `remove ${strange.name}, the character at position ${index + 1}`;
}

/** The allowed text that was most likely meant, or nothing if none is near. */
export function nearestText(text: string, { example }: Limit, accepts: Accepts): string | undefined {
  const candidates = candidatesFor(text, example).filter((candidate) => candidate !== text && candidate.length <= LONGEST_PROPOSAL);
  return candidates.find(accepts);
}

/** What is often meant, the nearest to what was written first. */
function candidatesFor(text: string, example = ''): string[] {
  if (text.length > 2 * LONGEST_PROPOSAL) return [];
  const plain = withoutLookAlikes(text).trim();
  const bare = plain.replace(/^https?:\/\//, '').split('/')[0];
  return [
    plain,
    ...(/^[A-Za-z0-9 ._-]+$/.test(plain) ? [slugOf(plain), slugOf(plain).replace(/^[0-9-]+/, '')] : []),
    ...(example === example.toLowerCase() ? [plain.toLowerCase()] : []),
    ...(example === example.toUpperCase() ? [plain.toUpperCase()] : []),
    ...(/^[#/]/.test(plain) ? [plain.slice(1)] : []),
    plain.replace(/^https?:\/\//, ''),
    ...(bare !== plain && /^[a-z0-9.-]+$/.test(example) ? [bare] : []),
    ...(example.startsWith('https://') && /^[A-Za-z0-9-]+\.[A-Za-z0-9./-]+$/.test(plain) ? [`https://${plain}`] : []),
    ...(example.startsWith('https://') ? [plain.replace(/^http:/, 'https:')] : []),
    ...(/^\/./.test(example) && /^[A-Za-z0-9]/.test(plain) && !plain.includes(':') ? [`/${plain}`] : []),
  ];
}

/** A name in the form that DNS labels, Kubernetes and Terraform share. */
function slugOf(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function proposal(value: string, meant: string): string {
  const strange = strangeCharacter(value);
  const why = strange === undefined ? '' : ` ${strange.name} at position ${strange.position} is not ASCII`;
  return `did you mean ${show(meant)}?${why}`;
}

/** A letter that would be allowed if it were one of ASCII. */
function strangeLetter(text: string, accepts: Accepts): string | undefined {
  const strange = strangeCharacter(text);
  const isCause = ['a', 'aaa'].some((letter) => accepts(text.replace(/[^\x20-\x7e]/gu, letter)));
  return strange && isCause ? `replace ${strange.name}, the character at position ${strange.position}` : undefined;
}

function otherLength(text: string, { minLength = 0, maxLength = Infinity }: Limit, accepts: Accepts): string | undefined {
  const excess = text.length - maxLength;
  const isShort = text !== '' && text.length < minLength;
  if (isShort && accepts(text.padEnd(minLength, 'a'))) return `make it ${minLength} characters long or longer`;
  const isLong = excess > 0 && accepts(/^.*[A-Za-z0-9]/s.exec(text.slice(0, maxLength))?.[0] ?? '');
  return isLong ? `shorten it by ${excess} of its ${text.length} characters` : undefined;
}

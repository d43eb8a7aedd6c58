import { closest, show } from '../../core/problems';

interface Field {
  readonly name: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly names?: readonly string[];
}

/** The fields of a schedule; the first of the names stands for the minimum. */
const FIELDS: readonly Field[] = [
  { name: 'minute', minimum: 0, maximum: 59 },
  { name: 'hour', minimum: 0, maximum: 23 },
  { name: 'day of the month', minimum: 1, maximum: 31 },
  { name: 'month', minimum: 1, maximum: 12, names: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ') },
  { name: 'day of the week', minimum: 0, maximum: 6, names: 'sun mon tue wed thu fri sat'.split(' ') },
];

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax */
const SHORT_FORMS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/**
 * How to mend what Kubernetes does not read as a schedule, or nothing. The API server parses it with robfig/cron's standard
 * parser; `TZ=` it refuses beside a time zone, and `@every` its documentation does not have. What the parser passes over
 * without a word, such as an empty item of a list, is refused as well.
 *
 * @see https://github.com/robfig/cron/blob/v3/parser.go
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/batch/validation/validation.go (validateScheduleFormat)
 */
export function cronFault(schedule: string): string | undefined {
  if (schedule.includes('TZ=')) return withTimeZone(schedule);
  if (schedule.startsWith('@')) return shortFormFault(schedule);
  const fields = schedule.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) return `write five fields instead of ${fields.length}: ${FIELDS.map(({ name }) => name).join(', ')}`;
  return firstOf(fields, (text, index) => fieldFault(text, FIELDS[index]));
}

function withTimeZone(schedule: string): string {
  const [, zone, rest] = /^(?:CRON_)?TZ=(\S+)\s+(\S.*)$/.exec(schedule) ?? [];
  if (zone === undefined) return "write the time zone into timeZone, as in 'Europe/Berlin'";
  return `write schedule: ${show(rest)}, timeZone: ${show(zone)}`;
}

function shortFormFault(schedule: string): string | undefined {
  if (SHORT_FORMS.includes(schedule)) return undefined;
  if (schedule.startsWith('@every')) return "write five fields, as in '*/15 * * * *' for every 15 minutes";
  const meant = closest(schedule, SHORT_FORMS);
  return meant === undefined ? `use one of ${SHORT_FORMS.join(', ')}, or five fields` : `did you mean '${meant}'?`;
}

function fieldFault(text: string, field: Field): string | undefined {
  return firstOf(text.split(','), (item) => itemFault(item, field));
}

/** One item of a list: a value, a range or everything, each with or without a step. */
function itemFault(item: string, field: Field): string | undefined {
  const [range, step, ...more] = item.split('/');
  if (more.length > 0) return `write ${show(item)}, the ${field.name}, with one slash`;
  if (step !== undefined && !/^0*[1-9]\d*$/.test(step)) return `write a step of 1 or more after the slash of ${show(item)}, the ${field.name}`;
  if (range === '*' || range === '?') return undefined;
  const ends = range.split('-');
  if (ends.length > 2) return `write ${show(item)}, the ${field.name}, as one range such as ${field.minimum}-${field.maximum}`;
  const wrong = firstOf(ends, (end) => valueFault(end, field));
  if (wrong !== undefined || ends.length < 2 || numberOf(ends[0], field)! <= numberOf(ends[1], field)!) return wrong;
  return `write ${show(range)}, the ${field.name}, as two ranges with a comma: it ends before it begins`;
}

function valueFault(text: string, field: Field): string | undefined {
  const { name, names, minimum, maximum } = field;
  const number = numberOf(text, field);
  if (number !== undefined && number >= minimum && number <= maximum) return undefined;
  if (names?.[0] === 'sun' && number === 7) return 'write Sunday as 0: Kubernetes has no day 7';
  const allowed = `${minimum} to ${maximum}${names === undefined ? '' : `, or ${names[0]} to ${names.at(-1)}`}`;
  return `change the ${name} ${show(text)}: it is ${allowed}`;
}

function numberOf(text: string, { minimum, names = [] }: Field): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  if (named !== -1) return named + minimum;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function firstOf<T>(items: readonly T[], find: (item: T, index: number) => string | undefined): string | undefined {
  for (const [index, item] of items.entries()) {
    const found = find(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

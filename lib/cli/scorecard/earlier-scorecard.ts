import { canonical } from '../../core/canonical';
import { fieldAt, many } from '../../core/json';
import type { Json } from '../../core/json';
import type { ExceptionEvidence, ServiceEvidence } from '../../reports/scorecard/evidence';

/**
 * Adds to each exception since when it is in force, if the history of Git does not say it: the time of an earlier scorecard that has
 * it, or now if that one does not have it.
 */
export function withEarlier(services: readonly ServiceEvidence[], earlier: unknown, now: string): readonly ServiceEvidence[] {
  if (earlier === undefined) return services;
  const known = new Map(many(fieldAt(earlier, 'exceptions')).map((each) => [keyOf(String(each.service), each), each]));
  const written = fieldAt(earlier, 'until');
  return services.map((service) => ({
    ...service,
    exceptions: service.exceptions.map((exception) => {
      if (exception.since !== undefined) return exception;
      const found = known.get(keyOf(service.name, { ...exception }));
      return found ? older(exception, found, written) : { ...exception, since: now };
    }),
  }));
}

function keyOf(service: string, { stack, construct, what }: Json): string {
  return canonical([service, stack, construct, what]);
}

/** The exception with the earliest time that is known of it. */
function older(exception: ExceptionEvidence, found: Json, written: unknown): ExceptionEvidence {
  if (isTime(found.since)) return { ...exception, since: found.since };
  const times = [exception.before, found.before, written].filter(isTime).sort((one, other) => Date.parse(one) - Date.parse(other));
  return { ...exception, ...(times[0] !== undefined && { before: times[0] }) };
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

import { byCode } from '../../core/by-code';
import type { Exception } from './exceptions';
import { SEVERITIES } from './finding';
import type { Finding, ScanReport, Severity } from './finding';

/** What the gate refuses. */
export interface Gate {
  readonly severities: readonly Severity[];
  /** Whether it also refuses findings without a fix. */
  readonly includeUnfixed: boolean;
  /** The day at which exceptions are judged, as YYYY-MM-DD. */
  readonly at: string;
}

/** A finding that the gate looked at. */
export interface Judged extends Finding {
  /** The exception for it, which may have expired. */
  readonly exception?: Exception;
}

export interface Verdict extends Gate {
  readonly scanner: string;
  readonly refused: readonly Judged[];
  readonly excepted: readonly Judged[];
  /** The findings that the gate lets pass, without a fix or less severe. */
  readonly others: readonly Finding[];
  readonly expired: readonly Exception[];
  /** Exceptions that no finding needs. */
  readonly unused: readonly Exception[];
}

/** Judges each finding. An exception counts until the end of its last day. */
export function judgeScan({ findings, scanner }: ScanReport, exceptions: readonly Exception[], gate: Gate): Verdict {
  const counts = ({ until }: Exception) => until >= gate.at;
  const isCaught = ({ fixedIn, severity }: Finding) =>
    gate.severities.includes(severity) && (gate.includeUnfixed || fixedIn !== undefined);
  const caught = findings.filter(isCaught).sort(worstFirst).map((finding) => {
    const matching = exceptions.filter((exception) => covers(exception, finding));
    return { ...finding, exception: matching.find(counts) ?? matching[0] };
  });
  const isExcepted = ({ exception }: Judged) => exception !== undefined && counts(exception);
  return {
    ...gate,
    scanner,
    refused: caught.filter((each) => !isExcepted(each)),
    excepted: caught.filter(isExcepted),
    others: findings.filter((finding) => !isCaught(finding)),
    expired: exceptions.filter((exception) => !counts(exception)),
    unused: exceptions.filter((exception) => counts(exception) && !caught.some((finding) => covers(exception, finding))),
  };
}

function covers(exception: Exception, { aliases, id, package: name }: Finding): boolean {
  return [id, ...aliases].includes(exception.finding) && (exception.package === undefined || exception.package === name);
}

function worstFirst(one: Finding, other: Finding): number {
  const rank = ({ severity }: Finding) => SEVERITIES.indexOf(severity);
  return rank(one) - rank(other) || byCode(one.id, other.id) || byCode(one.package, other.package);
}

/** One thing that is wrong, as data. */
export interface Problem {
  /** Where: an input such as `kubernetes.namespace`, a setting of `app-config.yaml`, or a request. */
  readonly path: string;
  /** What was found there. It never contains a secret. */
  readonly got: string;
  readonly allowed: string;
  /** One action that works. */
  readonly fix: string;
}

/** What kind of failure it is: the action layer chooses Backstage's error class by it. */
export type FailureKind = 'cancelled' | 'conflict' | 'denied' | 'input' | 'settings' | 'unavailable';

/** The only error that the actions throw. It lists every problem at once. */
export class ActionFailure extends Error {
  public readonly kind: FailureKind;
  public readonly problems: readonly Problem[];

  public constructor(kind: FailureKind, problems: readonly Problem[]) {
    super(problems.map(describe).join('\n'));
    this.name = 'ActionFailure';
    this.kind = kind;
    this.problems = problems;
  }
}

/** Collects problems, so that one error can list all of them. */
export class Problems {
  private readonly found: Problem[] = [];

  public add(problem: Problem): void {
    this.found.push(problem);
  }

  /** Throws if something was found. */
  public check(kind: FailureKind): void {
    if (this.found.length > 0) throw new ActionFailure(kind, this.found);
  }
}

const LONGEST_VALUE = 80;

/** A value as an error shows it: quoted, on one line, cut if it is long. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"')}'` : String(value);
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}… (${text.length} characters)`;
}

/** A failure with a single problem. */
export function failure(kind: FailureKind, problem: Problem): ActionFailure {
  return new ActionFailure(kind, [problem]);
}

function describe({ path, got, allowed, fix }: Problem): string {
  return `${path}: got ${got}\n  allowed: ${allowed}\n  fix: ${fix}`;
}

import { DAY } from '../metrics/time';

/** The parts of the golden path. */
export const PARTS = ['infrastructure', 'data', 'gitops', 'catalog', 'delivery', 'service-levels'] as const;

export type Part = (typeof PARTS)[number];

/** The names of the parts for readers. */
export const PART_TITLES: Readonly<Record<Part, string>> = {
  'infrastructure': 'Infrastructure',
  'data': 'Data',
  'gitops': 'GitOps',
  'catalog': 'Catalog entry',
  'delivery': 'Delivery workflow',
  'service-levels': 'Service levels',
};

/**
 * Whether a service takes a part from the golden path: `unknown` if the committed files do not say it, `unneeded` if the service has
 * no use for it, such as a service without data.
 */
export type Adopted = 'on' | 'off' | 'unknown' | 'unneeded';

/** A departure from a guarantee or default, with its written reason. */
export interface ExceptionEvidence {
  readonly stack: string;
  readonly construct: string;
  readonly what: string;
  readonly reason: string;
  /** When it was first committed, as an ISO date and time; absent if the history does not reach back to it or was not read. */
  readonly since?: string;
  /** The time of the oldest version that was read, if that already had it. */
  readonly before?: string;
}

/** A service as committed files say. */
export interface ServiceEvidence {
  readonly name: string;
  readonly team?: string;
  /** The repository, for readers. */
  readonly repository: string;
  /** The file that says it: its web address if it has one. */
  readonly href?: string;
  readonly inCatalog: boolean;
  /** Whether its catalog entry points to documentation. */
  readonly documented: boolean;
  readonly parts: Readonly<Record<Part, Adopted>>;
  /** The version of the library that its output was made with. */
  readonly version?: string;
  readonly exceptions: readonly ExceptionEvidence[];
  /** The first commit of its repository, if that is recent enough to be known. */
  readonly firstCommit?: string;
  /** The end of its first deployment to production, if that is known. */
  readonly firstDeployment?: string;
}

/** A request to the platform team: an issue of its repository. */
export interface RequestEvidence {
  readonly title: string;
  readonly href?: string;
  readonly labels: readonly string[];
  readonly opened: string;
  readonly closed?: string;
}

/** How long something took. */
export interface Measurement {
  /** The name of the objective that it counts for. */
  readonly objective: string;
  readonly at: string;
  readonly milliseconds: number;
  readonly succeeded: boolean;
  /** The file that says it. */
  readonly from?: string;
}

/** Whole days between two times. */
export function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / DAY);
}

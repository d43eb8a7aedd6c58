import { byCode } from '../../core/by-code';
import type { Block, Section } from '../document/document';
import { duration, median } from '../figures';
import type { RequestEvidence } from './evidence';

/** The labels of the platform team's issues that say what they are. */
export interface RequestLabels {
  /** Something that a team looked for and did not find. */
  readonly request: string;
  /** A question or a call for help. */
  readonly support: string;
  /** What came up in office hours. */
  readonly officeHours: string;
}

/** How the platform team's work comes in. */
export interface ProductMetrics {
  /** Open requests by their other labels, the most frequent first. */
  readonly wanted: readonly { readonly label: string; readonly open: number }[];
  readonly openRequests: number;
  /** The open requests, the oldest first. */
  readonly requests: readonly RequestEvidence[];
  readonly support: Load;
  readonly officeHours: Load;
}

/** What came in and what was answered since a time. */
export interface Load {
  readonly opened: number;
  readonly closed: number;
  readonly open: number;
  /** Half of those that were closed took less, in milliseconds. */
  readonly medianToClose?: number;
}

/** What an issue without another label counts as. */
const UNLABELLED = 'no other label';

/** Counts issues by their labels. */
export function productMetrics(issues: readonly RequestEvidence[], labels: RequestLabels, since: string): ProductMetrics {
  const requests = labelled(issues, labels.request).filter(({ closed }) => closed === undefined);
  const others = requests.flatMap((issue) => {
    const own = issue.labels.filter((label) => label !== labels.request);
    return own.length === 0 ? [UNLABELLED] : [...new Set(own)];
  });
  const wanted = [...new Set(others)].map((label) => ({ label, open: others.filter((each) => each === label).length }));
  return {
    wanted: wanted.sort((one, other) => other.open - one.open || byCode(one.label, other.label)),
    openRequests: requests.length,
    requests: [...requests].sort((one, other) => Date.parse(one.opened) - Date.parse(other.opened) || byCode(one.title, other.title)),
    support: loadOf(labelled(issues, labels.support), since),
    officeHours: loadOf(labelled(issues, labels.officeHours), since),
  };
}

function labelled(issues: readonly RequestEvidence[], label: string): readonly RequestEvidence[] {
  return issues.filter(({ labels }) => labels.includes(label));
}

function loadOf(issues: readonly RequestEvidence[], since: string): Load {
  const closed = issues.filter((issue) => issue.closed !== undefined && Date.parse(issue.closed) >= Date.parse(since));
  const medianToClose = median(closed.map((issue) => Date.parse(issue.closed!) - Date.parse(issue.opened)));
  return {
    opened: issues.filter(({ opened }) => Date.parse(opened) >= Date.parse(since)).length,
    closed: closed.length,
    open: issues.filter((issue) => issue.closed === undefined).length,
    ...(medianToClose !== undefined && { medianToClose }),
  };
}

/** The section for the platform team; without issues it says that nothing was measured. */
export function productSection(metrics: ProductMetrics | undefined): Section {
  const id = 'product';
  const title = 'What teams ask for';
  if (!metrics) return { id, title, blocks: [{ kind: 'paragraph', text: 'Requests and support load: not measured.', tone: 'unknown' }] };
  return {
    id,
    title,
    blocks: [
      {
        kind: 'table',
        caption: `Open requests (${metrics.openRequests}), by label`,
        columns: ['Label', 'Open'],
        rows: metrics.wanted.map(({ label, open }) => [label, String(open)]),
        empty: 'No open requests.',
      },
      ...openRequests(metrics.requests),
      {
        kind: 'table',
        caption: 'Support load in the window',
        columns: ['Where', 'Opened', 'Closed', 'Open now', 'Median time to close'],
        rows: [
          ['Support issues', ...loadCells(metrics.support)],
          ['Office hours', ...loadCells(metrics.officeHours)],
        ],
        empty: '',
      },
    ],
  };
}

/** Each request with its issue; nothing if there is none, which the table before says. */
function openRequests(requests: readonly RequestEvidence[]): Block[] {
  if (requests.length === 0) return [];
  return [{
    kind: 'table',
    caption: 'Open requests, the oldest first',
    columns: ['Request', 'Labels', 'Opened'],
    rows: requests.map(({ title, href, labels, opened }) => [{ text: title, href }, labels.join(', '), opened.slice(0, 10)]),
    empty: '',
  }];
}

function loadCells({ opened, closed, open, medianToClose }: Load): string[] {
  return [String(opened), String(closed), String(open), medianToClose === undefined ? '–' : duration(medianToClose)];
}

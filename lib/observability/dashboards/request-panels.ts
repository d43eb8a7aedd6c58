import { durations, failedRequests } from '../signals/request-signals';
import type { RequestSignal } from '../signals/request-signals';
import { matching, narrowed, promql } from '../signals/selector';
import type { Selector } from '../signals/selector';
import type { Subject } from '../signals/subject';
import type { PanelSpec } from './panels';

/** Long enough for the interval of scrapes and for the width of a pixel. */
export const RATE = '[$__rate_interval]';

const QUANTILES = [0.5, 0.95, 0.99];

/** Traffic, errors and latency; what is left of the four golden signals, saturation, is about pods. */
export function requestPanels(signal: RequestSignal, subject: Subject): PanelSpec[] {
  const chosen = (found: Selector) => promql(narrowed(found, matching(signal.route, '$route')));
  const rate = (found: Selector, by?: string) => `sum${by ? ` by (${by})` : ''} (rate(${chosen(found)}${RATE}))`;
  const all = signal.requests(subject);
  const failed = failedRequests(signal, subject);
  const quantile = (share: number, by = '') => {
    const value = `histogram_quantile(${share}, sum by (le${by}) (rate(${chosen(durations(signal, subject))}${RATE})))`;
    return signal.perSecond === 1 ? value : `${value} / ${signal.perSecond}`;
  };
  // Without a failed request there is no series of failed ones.
  const share = (by?: string) => `${rate(failed, by)} / ${rate(all, by)}`;
  return [
    {
      kind: 'timeseries',
      title: 'Traffic',
      description: `${signal.title} per second, by status.`,
      unit: 'reqps',
      width: 8,
      min: 0,
      stacked: true,
      queries: [{ expr: rate(all, signal.status), legend: `{{${signal.status}}}` }],
    },
    {
      kind: 'timeseries',
      title: 'Errors',
      description: 'The share of requests that the service failed to answer.',
      unit: 'percentunit',
      width: 8,
      min: 0,
      queries: [{ expr: `(${rate(failed)} or 0 * ${rate(all)}) / ${rate(all)}`, legend: 'failed' }],
    },
    {
      kind: 'timeseries',
      title: 'Latency',
      description: 'How long requests take: half, 95 % and 99 % of them are faster. Between the bounds of the histogram it is estimated.',
      unit: 's',
      width: 8,
      min: 0,
      queries: QUANTILES.map((each) => ({ expr: quantile(each), legend: `p${each * 100}` })),
    },
    {
      kind: 'table',
      title: 'Routes',
      description: 'Each route now: requests per second, the share that failed, and how long 95 % take at most.',
      unit: 'none',
      width: 24,
      height: 6,
      columns: { 'Value #A': 'requests/s', 'Value #B': 'failed share', 'Value #C': 'p95 in seconds', [signal.route]: 'route' },
      queries: [
        { expr: rate(all, signal.route), legend: '' },
        { expr: share(signal.route), legend: '' },
        { expr: quantile(0.95, `, ${signal.route}`), legend: '' },
      ],
    },
  ];
}

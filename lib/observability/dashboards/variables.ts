import { PROMETHEUS } from './grafana';
import type { Variable } from './grafana';

/** The Prometheus that is asked. */
export const DATA_SOURCE: Variable = {
  name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus', regex: '', includeAll: false, multi: false, refresh: 1,
};

/** Values of a label among the series of a selector; all of them until some are chosen. */
export function labelVariable(name: string, title: string, series: string, label: string = name): Variable {
  return {
    name,
    label: title,
    type: 'query',
    datasource: PROMETHEUS,
    query: { query: `label_values(${series}, ${label})`, refId: `${name}Values` },
    regex: '',
    includeAll: true,
    // What has no such label is among them.
    allValue: '.*',
    multi: true,
    refresh: 2,
    sort: 1,
    current: { text: 'All', value: '$__all' },
  };
}

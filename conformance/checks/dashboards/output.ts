import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { GrafanaDashboard } from '../../../lib/observability/dashboards/grafana';

/** What an output has for Grafana and Prometheus. */
export interface Observed {
  readonly dashboards: readonly GrafanaDashboard[];
  readonly groups: readonly Group[];
}

/** A group of rules. */
export interface Group {
  readonly name: string;
  readonly interval?: string;
  readonly rules: readonly Rule[];
}

/** A rule that records or raises. */
export interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

interface Document {
  readonly kind: string;
  readonly metadata: { readonly labels?: Readonly<Record<string, string>> };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: { readonly groups?: readonly Group[]; readonly json?: string };
}

/** Reads the dashboards and rules of a GitOps tree. */
export function observedIn(outdir: string): Observed {
  const documents = yamlFiles(join(outdir, 'gitops')).map((file) => load(readFileSync(file, 'utf8')) as Document);
  const maps = documents.filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.labels?.grafana_dashboard === '1');
  const texts = [...maps.flatMap(({ data }) => Object.values(data!)), ...documents.flatMap(({ spec }) => spec?.json ?? [])];
  return {
    dashboards: texts.map((text) => JSON.parse(text) as GrafanaDashboard),
    groups: documents.filter(({ kind }) => kind === 'PrometheusRule').flatMap(({ spec }) => spec!.groups!),
  };
}

/** Charts have templates, which are no YAML. */
function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'chart' ? [] : yamlFiles(path);
    return /^(configmap|grafanadashboard|prometheusrule)-.*\.yaml$/.test(entry.name) ? [path] : [];
  });
}

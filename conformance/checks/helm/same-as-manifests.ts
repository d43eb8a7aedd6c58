import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { manifestsOf } from '../../../lib/gitops/rendering/manifests-of';
import { valuesOf } from '../../../lib/testing/application';
import type { Json } from '../../../lib/testing/json';
import type { KubernetesObject } from '../../referees/crossplane';
import { differences } from '../../referees/helm';
import type { ServiceChart } from './charts';
import type { Rendered } from './check-charts';

/** What Helm makes of services' charts and the plain rendering of the same values does not, or the other way round. */
export function differencesFromManifests(charts: readonly ServiceChart[], rendered: Rendered): string[] {
  return charts.flatMap(({ name, environments }) => environments.flatMap((environment) => {
    const title = `${name} ${environment.name}`;
    const values = load(readFileSync(environment.valuesFile, 'utf8')) as Json;
    const plain = manifestsOf(valuesOf(values, environment.namespace)) as unknown as KubernetesObject[];
    return differences(rendered.get(title) ?? [], plain).map((difference) => `${title} is not the same as plain manifests: ${difference}`);
  }));
}

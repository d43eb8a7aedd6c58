import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { manifestsOf } from '../../../lib/gitops/rendering/manifests-of';
import { valuesOf } from '../../../lib/testing/application';
import type { KubernetesObject } from '../../referees/crossplane';
import { differences } from '../../referees/helm';
import type { ServiceChart } from './charts';
import type { Rendered } from './check-charts';

/** What Helm makes of services' charts and the plain rendering of the same values does not, or the other way round. */
export function differencesFromManifests(charts: readonly ServiceChart[], rendered: Rendered): string[] {
  return charts.flatMap(({ name, folder, environments }) => environments.flatMap((environment) => {
    const title = `${name} ${environment.name}`;
    const [shared, own] = [join(folder, 'values.yaml'), environment.valuesFile].map((file) => load(readFileSync(file, 'utf8')));
    const plain = manifestsOf(valuesOf(shared, own, environment.namespace)) as unknown as KubernetesObject[];
    return differences(rendered.get(title) ?? [], plain).map((difference) => `${title} is not the same as plain manifests: ${difference}`);
  }));
}

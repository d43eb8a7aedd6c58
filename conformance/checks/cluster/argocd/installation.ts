import type { KubernetesObject } from '../../../../test/support/documents';
import type { StackJson } from '../../../referees/terraform';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- values of charts have any form
type Json = any;

/** What the platform's stack says of Argo CD. */
export interface Installation {
  readonly namespace: string;
  /** The data of the ConfigMap `argocd-cm`. */
  readonly settings: Readonly<Record<string, string>>;
  /** The project and the Application of the platform's own folder, from which all else follows. */
  readonly root: readonly KubernetesObject[];
}

/** What the charts of Argo CD would make of the values of a stack. */
export function installationOf({ resource }: StackJson): Installation {
  const releases = Object.values((resource as Json).helm_release) as Json[];
  const [argoCd, apps] = ['argo-cd', 'argocd-apps'].map((chart) => releases.find((each) => each.chart === chart)!);
  const { configs } = JSON.parse(argoCd.values[0] as string) as Json;
  const { projects, applications } = JSON.parse(apps.values[0] as string) as Json;
  return {
    namespace: argoCd.namespace as string,
    // What the chart writes into a ConfigMap is text, whatever it was.
    settings: Object.fromEntries(Object.entries(configs.cm as object).map(([key, value]) => [key, String(value)])),
    root: [...asObjects('AppProject', projects as object), ...asObjects('Application', applications as object)],
  };
}

function asObjects(kind: string, named: object): KubernetesObject[] {
  return Object.entries(named).map(([name, { namespace, ...spec }]: [string, Json]) => (
    { apiVersion: 'argoproj.io/v1alpha1', kind, metadata: { name, namespace: namespace as string }, spec }
  ));
}

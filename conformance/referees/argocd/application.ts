import type { KubernetesObject } from '../crossplane';

/** The parts of an Application that are looked at. */
export interface Application extends KubernetesObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly finalizers?: readonly string[];
  };
  readonly spec: {
    readonly project: string;
    readonly destination: { readonly server?: string; readonly name?: string; readonly namespace?: string };
    readonly source?: Source;
    readonly sources?: readonly Source[];
    readonly syncPolicy?: { readonly syncOptions?: readonly string[]; readonly [field: string]: unknown };
  };
}

export interface Source {
  readonly repoURL: string;
  readonly path?: string;
  readonly targetRevision?: string;
  readonly helm?: { readonly releaseName?: string; readonly valueFiles?: readonly string[] };
}

/** A project, whose patterns Argo CD itself reads. */
export type AppProject = KubernetesObject;

/** The sources of an Application, however many it has. */
export function sourcesOf({ spec: { source, sources } }: Application): readonly Source[] {
  return sources ?? (source ? [source] : []);
}

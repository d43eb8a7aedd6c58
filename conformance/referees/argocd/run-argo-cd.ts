import { execFileSync } from 'node:child_process';
import type { KubernetesObject } from '../crossplane';
import type { Application, AppProject } from './application';
import { withoutGit } from './git-tree';

/** What Argo CD makes of an ApplicationSet. */
export interface Generated {
  readonly applications: readonly Application[];
  /** The files that the generators' patterns match. */
  readonly files: readonly string[];
  /** In Argo CD's own words, where it cannot make every Application. */
  readonly error?: string;
}

export interface GenerateInput {
  readonly applicationSet: KubernetesObject;
  readonly projects: readonly KubernetesObject[];
  /** A Git work tree, which every repository of the ApplicationSet stands for. */
  readonly repository: string;
  /** Whether the controller runs with its flag for it; without, as by default, a `*` may stand for a path of folders. */
  readonly newGlobbing: boolean;
}

/** An object that an Application would apply. */
export interface Resource {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** What Argo CD says of an object in a cluster. */
export interface Health {
  readonly status: string;
  readonly message: string;
}

/** Enough for thousands of Applications. */
const OUTPUT_BYTES = 2 ** 26;

/** Argo CD's own code, as a program. */
export class ArgoCd {
  public constructor(private readonly binary: string) {}

  /** Makes the Applications of an ApplicationSet, as its controller does. */
  public generate(input: GenerateInput): Generated {
    const generated = this.run('generate', input) as Partial<Generated>;
    const applications = (generated.applications ?? []).map(asApplied);
    return { ...generated, applications, files: generated.files ?? [] };
  }

  /** What a project would refuse of an Application and of what its sources hold, by name. */
  public refused(project: AppProject, application: Application, resources: readonly Resource[]): readonly string[] {
    return (this.run('permit', { project, application, resources }) as { refused: string[] }).refused;
  }

  /**
   * The health of objects as the application controller sees it, each in its place, and nothing where it has no check for a kind.
   *
   * @param settings the data of the ConfigMap `argocd-cm`
   */
  public health(settings: Readonly<Record<string, string>>, objects: readonly KubernetesObject[]): readonly (Health | undefined)[] {
    const { health } = this.run('health', { settings, objects }) as { health: (Health | null)[] };
    return health.map((each) => each ?? undefined);
  }

  private run(command: string, input: object): unknown {
    try {
      const env = withoutGit(process.env);
      const options = { input: JSON.stringify(input), encoding: 'utf8', maxBuffer: OUTPUT_BYTES, stdio: 'pipe', env } as const;
      return JSON.parse(execFileSync(this.binary, [command], options));
    } catch (cause) {
      const { stderr, message } = cause as { stderr?: string; message: string };
      throw new ArgoCdError(`Argo CD cannot ${command}: ${stderr?.trim() || message}`, { cause });
    }
  }
}

/** Argo CD could not read what it was given. The message is its own. */
export class ArgoCdError extends Error {}

/** As the controller sends it to the cluster: with its kind, and without the status that it has by being a structure of Go. */
function asApplied({ metadata, spec }: Application): Application {
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata, spec };
}

import type { Step, Workflow } from '../workflow-file';
import type { GitHub } from './github';

/** What a job of a run knows, and where it works. */
export interface JobContext {
  readonly world: World;
  readonly github: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  /** Where the repository is checked out. */
  readonly workspace: string;
  /** `$RUNNER_TEMP`. */
  readonly temp: string;
  /** What actions put into the environment of later steps. */
  readonly environment: Record<string, string>;
}

/** Everything outside of the runners. */
export interface World {
  readonly gitHub: GitHub;
  /** The repository that GitHub holds. */
  readonly origin: string;
  /** The GitOps repository that GitHub holds. */
  readonly gitops: string;
  /** A folder of programs, before all others in PATH. */
  readonly programs: string;
  /** Of the current run: the folders of artifacts by their names. */
  readonly artifacts: Map<string, string>;
  /** The roles that jobs took, in order. */
  readonly roles: string[];
  /** Whom the tokens were for with which jobs took them, in the same order. */
  readonly audiences: string[];
  /** What went to the job summaries. */
  readonly summaries: string[];
  /** The pull requests to the GitOps repository: files by their paths. */
  readonly pullRequests: { readonly branch: string; readonly diff: string }[];
  /** What each step wrote. */
  readonly log: string[];
  /** Called before a job with an environment, as somebody who approves would be. */
  approve: (environment: string) => void | Promise<void>;
  /** Called with each artifact and the folder that holds it, as a package would be that can write where its job does. */
  uploaded: (name: string, folder: string) => void;
  /** Called before the App commits to the GitOps repository, as another push would come in between. */
  beforeCommit: () => void;
  /** The secrets of each environment, which jobs in it have in place of those that they are handed. */
  environments: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Ends every script that still runs, and lets no other begin. */
  readonly ended: AbortSignal;
  /** What the machines of the runners have in their environment. */
  machine: Readonly<Record<string, string>>;
  /** What stands for all actions in place of those that are known here. */
  readonly action?: Action;
  /** Reads a workflow that is called, by the name of its file; one of this repository if it is absent. */
  readonly workflow?: (file: string) => Workflow;
}

/** What a step gives to those after it. */
export type Outputs = Readonly<Record<string, string | undefined>>;

/** What an action does here. Throws where it fails. */
export type Action = (inputs: Readonly<Record<string, unknown>>, context: JobContext, step: Step) => Promise<Outputs | void>;

import type { Permissions } from '../workflow-file';
import { deploymentsOf } from './deployments';
import type { Deployment } from './deployments';

/** A run of a calling workflow, as the API gives it. */
export interface Run {
  readonly id: number;
  readonly workflow_id: string;
  readonly event: string;
  readonly head_branch: string;
  readonly head_sha: string;
  conclusion?: string;
}

/** A comment, or an issue. */
export interface Text {
  readonly number: number;
  readonly user: { readonly login: string };
  readonly labels?: readonly string[];
  state: string;
  title?: string;
  body: string;
}

/** A commit, as the API gives it. */
export interface Commit {
  readonly sha: string;
  readonly commit: { readonly message: string };
}

/** The parts of GitHub that the workflows talk to. A call that the job's permissions do not cover fails, as it does there. */
export class GitHub {
  public readonly runs: Run[] = [];
  public readonly comments: Text[] = [];
  public readonly issues: Text[] = [];
  public readonly branches = new Map<string, string>();
  public readonly deployments: Deployment[] = [];
  /** Those of the main branch, the newest first. */
  public readonly commits: Commit[] = [];
  private readonly login = 'github-actions[bot]';

  /** What actions/github-script hands to a script of a job with these permissions. */
  public client(permissions: Permissions): object {
    const may = (...scopes: string[]) => {
      const levels = { read: ['read', 'write'], write: ['write'] } as Record<string, string[]>;
      const granted = scopes.some((scope) => levels[scope.split(':')[1]].includes(permissions[scope.split(':')[0]]));
      if (!granted) throw new Error(`Resource not accessible by integration: needs ${scopes.join(' or ')}`);
    };
    const find = (texts: Text[], number: number) => texts.find((text) => text.number === number)!;
    const added = (texts: Text[], text: Partial<Text>) => {
      texts.push({ number: texts.length + 1, user: { login: this.login }, state: 'open', body: '', ...text });
      return { data: texts.at(-1) };
    };
    const actions = {
      getWorkflowRun: ({ run_id }: { run_id: number }) => {
        may('actions:read');
        return { data: this.runs.find(({ id }) => id === run_id) };
      },
      listWorkflowRuns: ({ workflow_id, branch, event, status }: Record<string, string>) => {
        may('actions:read');
        const runs = this.runs.filter(
          (run) => run.workflow_id === workflow_id && run.head_branch === branch && run.event === event && run.conclusion === status,
        );
        return { data: { workflow_runs: runs.reverse() } };
      },
    };
    const repos = {
      ...deploymentsOf(this.deployments, may),
      listCommits: () => {
        may('contents:read');
        return { data: this.commits };
      },
      compareCommitsWithBasehead: ({ basehead }: { basehead: string }) => {
        may('contents:read');
        const base = this.commits.findIndex(({ sha }) => sha === basehead.split('...')[0]);
        return { data: { commits: this.commits.slice(0, base) } };
      },
      getBranch: ({ branch }: { branch: string }) => {
        may('contents:read');
        return { data: { commit: { sha: this.branches.get(branch) } } };
      },
    };
    const issues = {
      listComments: () => {
        may('pull-requests:read', 'issues:read');
        return { data: this.comments.map((comment) => ({ ...comment, id: comment.number })) };
      },
      createComment: ({ body }: { body: string }) => {
        may('pull-requests:write', 'issues:write');
        return added(this.comments, { body });
      },
      updateComment: ({ comment_id, body }: { comment_id: number; body: string }) => {
        may('pull-requests:write', 'issues:write');
        find(this.comments, comment_id).body = body;
      },
      listForRepo: ({ state, labels }: { state: string; labels: string }) => {
        may('issues:read');
        return { data: this.issues.filter((issue) => issue.state === state && issue.labels?.includes(labels)) };
      },
      create: ({ title, body, labels }: { title: string; body: string; labels: string[] }) => {
        may('issues:write');
        return added(this.issues, { title, body, labels });
      },
      update: ({ issue_number, ...changes }: { issue_number: number; body?: string; state?: string }) => {
        may('issues:write');
        Object.assign(find(this.issues, issue_number), changes);
      },
    };
    const paginate = async (list: (parameters: object) => { data: unknown }, parameters: object) => list(parameters).data;
    return { paginate, rest: { actions, repos, issues } };
  }
}

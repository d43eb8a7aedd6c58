/** The content of `golden-path.reports.yaml`: what reports are about, and where their facts come from. */
export interface ReportsConfig {
  /** The organisation, or the user, on GitHub. */
  readonly organization: string;
  /** @default 'https://api.github.com' */
  readonly githubUrl?: string;
  /** @default 'https://api.pagerduty.com' */
  readonly pagerdutyUrl?: string;
  /** The repositories to look for services in. @default - all of the organisation that are not archived */
  readonly repositories?: readonly string[];
  /** The services. @default - what `golden-path.lock.json` or `catalog-info.yaml` of the repositories says */
  readonly services?: readonly ServiceConfig[];
  /** The names of GitHub's environments that are production. @default ['production'] */
  readonly environments?: readonly string[];
  /** Workflows whose runs are deployments if a repository has no GitHub deployments, by name or path. @default ['Deploy to Production'] */
  readonly workflows?: readonly string[];
  /** The job of these workflows that rolls out. @default - a workflow that fails has begun to roll out */
  readonly workflowJob?: string;
  /** How long after a deployment an incident is attributed to it. @default 60 */
  readonly attributionMinutes?: number;
  /** The days before the window in which deployments are read too, so that what they shipped is not counted again. @default 30 */
  readonly lookbackDays?: number;
}

/** A service of {@link ReportsConfig}. */
export interface ServiceConfig {
  readonly name: string;
  readonly team: string;
  /** The repository, as `name` or `owner/name`. */
  readonly repository: string;
  /** Its folders, if the repository has several services. @default - the whole repository */
  readonly paths?: readonly string[];
  /** The names of GitHub's environments that are production for this service. @default - those of the file */
  readonly environments?: readonly string[];
  /** The workflows whose runs deploy this service. @default - those of the file, if GitHub has no deployments of it */
  readonly workflows?: readonly string[];
  /** The ids of its services in PagerDuty. @default - `pagerduty.com/service-id` of its catalog entry, else no incidents */
  readonly pagerduty?: readonly string[];
}

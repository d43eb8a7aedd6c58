import { Slo } from '../slo/slo';

/** The share of good events that the platform promises, in percent. */
const TARGET = 99;

/** The buckets of Backstage's own histogram end at other bounds than 5 minutes; these are the nearest of its defaults. */
const ofHistogram = (metric: string, seconds: string, labels = ''): [string, string] => {
  const more = labels === '' ? '' : `${labels},`;
  return [
    `sum(rate(${metric}_bucket{${more}le=~"${seconds}"}[$window]))`,
    `sum(rate(${metric}_count{${labels}}[$window]))`,
  ];
};

/**
 * What a platform promises its teams, by the metrics that its parts export:
 *
 * - a new service is scaffolded within 5 minutes: `scaffolder_task_duration_seconds` of Backstage's scaffolder;
 * - a plan ends within 3 minutes: `gha_job_execution_duration_seconds` of the listener of Actions Runner Controller, for the jobs of
 *   `plan.yml`. Runners that GitHub hosts export nothing; `golden-path scorecard` measures plans by GitHub's API instead;
 * - a search in the catalog is answered within 500 ms: `http_server_request_duration_seconds` of Backstage's search.
 *
 * @see https://backstage.io/docs/tutorials/setup-opentelemetry/
 * @see https://docs.github.com/en/actions/tutorials/use-actions-runner-controller/deploy-runner-scale-sets#available-metrics
 */
export function platformObjectives(): Slo[] {
  return [
    Slo.custom(TARGET, ...ofHistogram('scaffolder_task_duration_seconds', '300(\\\\.0)?'), {
      name: 'scaffold', description: `${TARGET} % of new services are scaffolded within 5 minutes`, minFailures: 2,
    }),
    Slo.custom(TARGET, ...ofHistogram('gha_job_execution_duration_seconds', '180(\\\\.0)?', 'job_workflow_ref=~".+/plan\\\\.yml@.+"'), {
      name: 'plan', description: `${TARGET} % of plans end within 3 minutes`, minFailures: 5,
    }),
    Slo.custom(TARGET, ...ofHistogram('http_server_request_duration_seconds', '0\\\\.5', 'job="backstage",http_route=~"/api/search.*"'), {
      name: 'catalog-search', description: `${TARGET} % of searches in the catalog are answered within 500 ms`,
    }),
  ];
}

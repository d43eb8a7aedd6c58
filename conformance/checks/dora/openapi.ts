import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import type { ValidateFunction } from 'ajv';
import { GOLDEN } from '../../../test/support/reports/golden-organization';
import { sha } from '../../../test/support/reports/organization';
import { ReportsServer } from '../../../test/support/reports/server';

/** The endpoints that reports read, and the path of the golden organisation that answers for each. */
const ENDPOINTS: readonly (readonly [path: string, examples: readonly string[]])[] = [
  ['/orgs/{org}/repos', ['/orgs/acme/repos']],
  ['/repos/{owner}/{repo}', ['/repos/acme/ledger']],
  ['/repos/{owner}/{repo}/deployments', ['/repos/acme/payment-service/deployments', '/repos/acme/shop/deployments']],
  ['/repos/{owner}/{repo}/deployments/{deployment_id}/statuses', ['/repos/acme/payment-service/deployments/101/statuses']],
  ['/repos/{owner}/{repo}/actions/workflows', ['/repos/acme/ledger/actions/workflows']],
  ['/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs', ['/repos/acme/ledger/actions/workflows/900/runs']],
  ['/repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}', ['/repos/acme/ledger/actions/runs/202/attempts/1']],
  ['/repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs', ['/repos/acme/ledger/actions/runs/204/attempts/1/jobs']],
  ['/repos/{owner}/{repo}/compare/{basehead}', ['/repos/acme/notifier/compare/{n0}...{n2}']],
  ['/repos/{owner}/{repo}/commits/{ref}', ['/repos/acme/shop/commits/{s1}']],
  ['/repos/{owner}/{repo}/git/trees/{tree_sha}', ['/repos/acme/shop/git/trees/HEAD']],
  ['/repos/{owner}/{repo}/git/blobs/{file_sha}', ['/repos/acme/shop/git/blobs/{shop-catalog}']],
  ['/repos/{owner}/{repo}/commits', ['/repos/acme/shop/commits?path=catalog-info.yaml']],
  ['/repos/{owner}/{repo}/contents/{path}', ['/repos/acme/shop/contents/catalog-info.yaml?ref={shop-version}']],
  ['/repos/{owner}/{repo}/pulls', ['/repos/acme/notifier/pulls']],
];

/** What the description does not say: the words of a conclusion. */
const CONCLUSIONS = [
  'success', 'failure', 'timed_out', 'cancelled', 'startup_failure', 'skipped', 'action_required', 'neutral', 'stale', null,
];

type Json = Record<string, unknown>;

/** Validates what the loopback server answers, and then the same with a fault in it. */
export function openapiProblems(require: NodeJS.Require): { readonly checked: number; readonly problems: string[] } {
  const file = require.resolve('@octokit/openapi/generated/api.github.com.deref.json');
  const { paths } = JSON.parse(readFileSync(file, 'utf8')) as { readonly paths: Record<string, { readonly get: Json }> };
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const server = new ReportsServer(GOLDEN);
  const problems: string[] = [];
  let checked = 0;
  for (const [path, examples] of ENDPOINTS) {
    const validate = ajv.compile(withConclusions(schemaOf(paths[path].get)) as object);
    for (const example of examples) {
      const body = server.answerOf(example.replace(/\{([\w-]+)\}/g, (_, name: string) => shaOf(name)));
      checked += 1;
      if (!validate(body)) problems.push(`${path}: ${ajv.errorsText(validate.errors).slice(0, 300)}`);
      if (!seesFault(validate, body)) problems.push(`${path}: the planted fault was not found`);
    }
  }
  return { checked, problems };
}

function shaOf(name: string): string {
  const shop = GOLDEN.repositories.find((each) => each.name === 'shop')!;
  if (name === 'shop-catalog') return sha(shop.files!['catalog-info.yaml']);
  if (name === 'shop-version') return sha(shop.history!['catalog-info.yaml'][0].at);
  return GOLDEN.repositories.flatMap(({ commits }) => commits).find((each) => each.name === name)!.sha;
}

function schemaOf({ responses }: Json): unknown {
  const content = (responses as Record<string, { readonly content: Record<string, { readonly schema: unknown }> }>)['200'].content;
  return content['application/json'].schema;
}

/** The same as JSON Schema, which has no `nullable`, with the words of `conclusion`. */
function withConclusions(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const { nullable, ...rest } = value as Json;
    if (key === 'conclusion' && rest.type === 'string') return { enum: CONCLUSIONS };
    return nullable === true ? { anyOf: [rest, { type: 'null' }] } : value;
  });
}

/** Leaves out each field that reports read, one at a time: at least one has to be missed. */
function seesFault(validate: ValidateFunction, body: unknown): boolean {
  const text = JSON.stringify(body);
  const fields = ['sha', 'tree', 'path', 'content', 'id', 'state', 'full_name', 'head_sha', 'commits', 'number'];
  const faults = fields.map((field) => text.replaceAll(`"${field}":`, '"x":'));
  return faults.some((fault) => fault !== text && !validate(JSON.parse(fault)));
}

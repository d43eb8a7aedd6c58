import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clusterOf, type Cluster } from '../../../lib/testing/network/cluster';
import { applicationsIn } from '../../../test/support/applications';
import { filesIn } from '../../../test/support/golden';
import type { CheckedStack } from '../../referees/terraform';
import { endsOf, type End } from './ends';
import { plannedNetwork, type PlannedNetwork } from './planned';

/** All that is asked about in one environment. */
export interface Environment {
  readonly name: string;
  readonly ends: readonly End[];
  /** As our evaluator reads it of the output. */
  readonly cluster: Cluster;
  /** As Terraform plans it. */
  readonly network: PlannedNetwork;
}

/** The environments of an output that have applications. */
export function environmentsOf(outdir: string, plans: readonly CheckedStack[]): Environment[] {
  const json = plans.map(({ stack }) => [stack, JSON.parse(readFileSync(join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8'))] as const);
  const applications = applicationsIn(filesIn(join(outdir, 'gitops')), Object.fromEntries(json));
  const names = [...new Set(applications.map(({ environment }) => environment))].sort();
  return names.map((name) => {
    const isOf = (stack: string) => stack.endsWith(`-${name}`);
    const cluster = clusterOf(json.filter(([stack]) => isOf(stack)).map(([origin, document]) => ({ origin, document })), []);
    const network = plannedNetwork(plans.filter(({ stack }) => isOf(stack)));
    return { name, cluster, network, ends: endsOf(applications.filter(({ environment }) => environment === name), cluster, network) };
  });
}

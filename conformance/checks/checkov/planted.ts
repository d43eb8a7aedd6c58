import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkStacks, type CheckedStack } from '../../referees/terraform';

/** A stack with a bucket and a database that nobody secured. */
const STACK = {
  terraform: { required_providers: { aws: { source: 'hashicorp/aws' } } },
  provider: { aws: [{ region: 'eu-west-1' }] },
  resource: {
    aws_s3_bucket: { Open: { bucket: 'open' } },
    aws_db_instance: {
      Open: { instance_class: 'db.t4g.micro', engine: 'postgres', storage_encrypted: false, publicly_accessible: true },
    },
  },
};

export const PLANTED_POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'open', namespace: 'open' },
  spec: { containers: [{ name: 'open', image: 'open', securityContext: { privileged: true } }] },
};

export const PLANTED_WORKFLOW = {
  on: 'push',
  jobs: {
    open: { 'runs-on': 'ubuntu-24.04', 'env': { ACTIONS_ALLOW_UNSECURE_COMMANDS: 'true' }, 'steps': [{ run: 'true' }] },
  },
};

/** What has to be found in each of them: where it is not, the tool found nothing in the others either. */
export const PLANTED = [
  { check: 'CKV_AWS_145', where: 'planted/aws_s3_bucket', what: 'a bucket without encryption' },
  { check: 'CKV2_AWS_6', where: 'planted/aws_s3_bucket', what: 'a bucket that may be public' },
  { check: 'CKV_AWS_16', where: 'planted/aws_db_instance', what: 'a database without encryption' },
  { check: 'CKV_AWS_17', where: 'planted/aws_db_instance', what: 'a database that is public' },
  { check: 'CKV_K8S_16', where: 'planted/Pod', what: 'a privileged container' },
  { check: 'CKV_GHA_1', where: 'workflows/planted.yml', what: 'a workflow that allows unsecure commands' },
];

export async function plantedPlans(work: string): Promise<CheckedStack[]> {
  const folder = join(work, 'stacks', 'planted');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(STACK));
  return checkStacks(work);
}

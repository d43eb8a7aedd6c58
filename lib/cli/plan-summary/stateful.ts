import { isHolder } from '../../guardrails/holders';

/** Types that hold no data, but whose destruction loses something that the next apply does not restore. */
const RUNNING: ReadonlySet<string> = new Set(['aws_rds_cluster_instance', 'aws_s3_object']);

/** Whether destroying a resource of this type loses something that the next apply does not restore. */
export function isStateful(type: string): boolean {
  return isHolder(type) || RUNNING.has(type);
}

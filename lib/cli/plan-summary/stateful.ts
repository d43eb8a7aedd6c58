import { isHolder } from '../../guardrails/holders';

/** Types that hold no data, and whose end still takes along what a next apply does not bring back as it was. */
const RUNNING: ReadonlySet<string> = new Set(['aws_rds_cluster_instance', 'aws_s3_object']);

/** Whether the end of a resource of this type loses something that a next apply does not bring back. */
export function isStateful(type: string): boolean {
  return isHolder(type) || RUNNING.has(type);
}

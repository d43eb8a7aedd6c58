/** A status of a request for data, and the health that it stands for. */
export interface HealthCase {
  readonly name: string;
  /** Absent where nobody has said anything yet. */
  readonly status?: object;
  readonly health: { readonly status: 'Degraded' | 'Healthy' | 'Progressing'; readonly message: string };
  /** What the check says that Crossplane recommends, where that is something else. */
  readonly upstream?: 'Healthy';
}

/** A condition: its type, its status, its reason and its message. */
type Condition = readonly [type: string, status: string, reason: string, message?: string];

function withConditions(...conditions: Condition[]): object {
  return { conditions: conditions.map(([type, status, reason, message]) => ({ type, status, reason, ...(message && { message }) })) };
}

const SYNCED: Condition = ['Synced', 'True', 'ReconcileSuccess'];
const READY: Condition = ['Ready', 'True', 'Available'];
const RESPONSIVE: Condition = ['Responsive', 'True', 'WatchCircuitClosed'];
const REFUSED: Condition = ['Synced', 'False', 'ReconcileError', 'cannot compose resources: the function refused'];

const WAITING = { status: 'Progressing', message: 'Waiting for Crossplane' } as const;
const HEALTHY = { status: 'Healthy', message: 'Ready' } as const;
const DEGRADED = { status: 'Degraded', message: 'cannot compose resources: the function refused' } as const;

/**
 * What Crossplane says of requests in the course of their lives: of those of Crossplane 2.x, and of claims of Crossplane 1.x.
 *
 * @see https://github.com/crossplane/crossplane/blob/v2.2.0/internal/controller/apiextensions/composite/reconciler.go
 * @see https://github.com/crossplane/crossplane/blob/v1.20.0/internal/controller/apiextensions/claim/reconciler.go
 */
export const HEALTH_CASES: readonly HealthCase[] = [
  // The recommended check takes it for one of the kinds that never have a status.
  { name: 'nobody has looked at it', health: WAITING, upstream: 'Healthy' },
  { name: 'an empty status', status: {}, health: WAITING },
  { name: 'a status with no conditions yet', status: { conditions: [] }, health: WAITING },
  { name: 'a status of the Composition alone', status: { endpoint: 'db.internal' }, health: WAITING },
  { name: 'it is applied, and nothing is known of its resources', status: withConditions(SYNCED), health: WAITING },
  { name: 'conditions that say nothing of it', status: withConditions(RESPONSIVE), health: WAITING },
  {
    name: 'its resources are being made',
    status: withConditions(SYNCED, ['Ready', 'False', 'Creating', 'Unready resources: instance']),
    health: { status: 'Progressing', message: 'Unready resources: instance' },
  },
  {
    name: 'a claim whose resources are being made',
    status: withConditions(SYNCED, ['Ready', 'False', 'Waiting', 'Claim is waiting for composite resource to become Ready']),
    health: { status: 'Progressing', message: 'Claim is waiting for composite resource to become Ready' },
  },
  { name: 'it is ready', status: withConditions(SYNCED, READY, RESPONSIVE), health: HEALTHY },
  { name: 'a claim that is ready', status: withConditions(SYNCED, READY), health: HEALTHY },
  { name: 'nobody knows whether it is applied', status: withConditions(['Synced', 'Unknown', 'ReconcileSuccess']), health: WAITING },
  { name: 'it was not applied', status: withConditions(REFUSED), health: DEGRADED },
  { name: 'it is ready, and a change of it was not applied', status: withConditions(READY, REFUSED), health: DEGRADED },
  { name: 'a change of it was not applied, and it is ready', status: withConditions(REFUSED, READY), health: DEGRADED },
  {
    name: 'a reason without a message',
    status: withConditions(['Synced', 'False', 'ReconcilePaused'], READY),
    health: { status: 'Degraded', message: 'ReconcilePaused' },
  },
  {
    name: 'nobody knows whether it is ready',
    status: withConditions(SYNCED, ['Ready', 'Unknown', 'Unavailable']),
    health: { status: 'Progressing', message: 'Unavailable' },
  },
  {
    name: 'it is being deleted',
    status: withConditions(SYNCED, ['Ready', 'False', 'Deleting']),
    health: { status: 'Progressing', message: 'Deleting' },
  },
];

import type { Cluster } from '../../../lib/testing/network/cluster';
import { reach } from '../../../lib/testing/network/reach';
import { askCyclonus, type Connection } from '../../referees/network-policies/cyclonus';
import type { End } from './ends';
import type { PolicyObject } from './planned';

type Answer = 'allowed' | 'denied' | 'depends';

/** Whether one end may call another, asked of our evaluator and of Cyclonus. */
export interface Question {
  readonly from: End;
  readonly to: End;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

const PORTS = [22, 53, 80, 443, 5432, 6379, 8080, 8081, 9090, 9092, 9093];

/** Every pair of ends of which at least one is a pod of a service, with every port. */
export function questionsOf(ends: readonly End[]): Question[] {
  const pairs = ends.flatMap((from) => ends.map((to) => ({ from, to }))).filter(({ from, to }) => from.service ?? to.service);
  return pairs.flatMap((pair) => PORTS.flatMap((port) => (['TCP', 'UDP'] as const).map((protocol) => ({ ...pair, port, protocol }))));
}

/** What our evaluator says. */
export function askOurs(cluster: Cluster, question: Question): Answer {
  const { allowed, denied } = reach(cluster, question);
  if (allowed) return 'allowed';
  return denied ? 'denied' : 'depends';
}

/** What Cyclonus says: it depends where not all addresses that the ends may have get the same answer. */
export function askTheirs(binary: string, policies: readonly PolicyObject[], questions: readonly Question[]): Answer[] {
  const connections = questions.map(connectionsOf);
  const [allowed] = askCyclonus(binary, [{ policies, connections: connections.flat() }]);
  let start = 0;
  return connections.map(({ length }) => {
    const answers = new Set(allowed.slice(start, start += length));
    if (answers.size > 1) return 'depends';
    return answers.has(true) ? 'allowed' : 'denied';
  });
}

function connectionsOf({ from, to, port, protocol }: Question): Connection[] {
  const ports = to.end.kind === 'pod' ? to.end.ports ?? [] : [];
  const portName = ports.find((own) => own.port === port && own.protocol === protocol)?.name ?? '';
  return from.variants.flatMap((one) => to.variants.map((other) => ({ from: one, to: other, port, portName, protocol })));
}

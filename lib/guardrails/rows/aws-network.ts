import { shareOf } from '../../core/cidr';
import type { Json } from '../../core/json';
import { list } from '../../core/json';
import type { Breach, Guardrail, Predicate } from '../guardrail';
import { blocksOf } from '../model/blocks';
import { isUnreadable } from '../model/unreadable';
import { unreadable } from '../predicates';
import { row, WITH_REASON } from './row';

/** The arguments of security group rules that name networks. */
const NETWORKS = ['cidr_blocks', 'cidr_ipv4', 'cidr_ipv6', 'ipv6_cidr_blocks'];

/** The largest allowed share of all addresses. */
const WIDEST = 2 ** -8;

function open(rule: Json): Breach[] {
  return NETWORKS.flatMap((argument) =>
    list(rule[argument])
      .flat(Infinity)
      .map((cidr) => [argument, cidr] as const),
  ).flatMap(([argument, cidr]) => {
    if (isUnreadable(cidr)) return cidr.reference ? [] : [unreadable(argument, cidr)];
    const network = shareOf(String(cidr));
    if (network && network.share <= WIDEST) return [];
    return [{ got: `ingress from ${String(cidr)}`, what: `ingress ${String(cidr)}` }];
  });
}

const CLOSED: Predicate = {
  name: 'no ingress from a large part of all addresses',
  breaches: ({ resource, body }) => {
    if (resource!.type.endsWith('_security_group')) {
      return blocksOf(body.ingress).flatMap((rule) => (isUnreadable(rule) ? [unreadable('ingress', rule)] : open(rule)));
    }
    return resource!.type === 'aws_security_group_rule' && body.type === 'egress' ? [] : open(body);
  },
};

/** The guardrails of security groups. */
export const AWS_NETWORK_ROWS: readonly Guardrail[] = [
  row({
    id: 'network.security-group',
    chapter: 'Network',
    on: ['aws_default_security_group', 'aws_security_group', 'aws_security_group_rule', 'aws_vpc_security_group_ingress_rule'],
    path: 'ingress',
    must: CLOSED,
    rule: 'security groups that allow ingress only from named networks, or a written reason',
    fix: `name the networks or the security groups, ${WITH_REASON}`,
    lifted: 'all',
  }),
];

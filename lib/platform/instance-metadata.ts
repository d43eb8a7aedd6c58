import { cidrContains } from '../core/cidr';

/**
 * Where the instance metadata of a node answers; what reaches it can take the node's credentials.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
 */
export const INSTANCE_METADATA = ['169.254.169.254/32', 'fd00:ec2::254/128'];

/** The networks around those addresses: what lies inside of one of them and has the address is for nothing else. */
const AROUND = ['169.254.169.0/24', 'fd00:ec2::/112'];

/** Whether a network is for the instance metadata of a node, with a few neighbours or without, however it is written. */
export function isForMetadata(cidr: string): boolean {
  return INSTANCE_METADATA.some((metadata) => cidrContains(cidr, metadata)) && AROUND.some((network) => cidrContains(network, cidr));
}

/**
 * Where the instance metadata of a node answers; what reaches it can take the node's credentials.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
 */
export const INSTANCE_METADATA = ['169.254.169.254/32', 'fd00:ec2::254/128'];

import * as fs from 'node:fs/promises';
import { withoutEnd } from '../../../core/text';
import { Trouble } from '../../refusal';
import { fieldsOf } from '../fields';
import { answerFrom } from './aws-request';
import { Unavailable } from './store';

/** What a request to AWS is signed with. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Credentials that end. */
interface Temporary extends Credentials {
  /** In milliseconds. */
  readonly expires: number;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Source = () => Promise<Temporary>;

/** How long before their end credentials are renewed. */
const EARLY = 5 * 60_000;
const PATIENCE = 5000;

/**
 * The credentials that a process is given: by EKS Pod Identity, by IAM roles for service accounts, or by variables.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export function credentialsOf(environment: Environment, now: () => number): () => Promise<Credentials> {
  const source = fromContainer(environment) ?? fromWebIdentity(environment) ?? fromVariables(environment);
  if (source === undefined) {
    throw new Trouble('no credentials of AWS', 'those of the role of a pod', 'give its service account a role, or set AWS_ACCESS_KEY_ID');
  }
  let present: Temporary | undefined;
  return async () => {
    if (present === undefined || present.expires - EARLY < now()) present = await renewed(source, present, now());
    return present;
  };
}

/** New credentials, or those that are there as long as they are valid. */
async function renewed(source: Source, present: Temporary | undefined, now: number): Promise<Temporary> {
  try {
    return await source();
  } catch (error) {
    if (present !== undefined && present.expires > now) return present;
    throw error;
  }
}

/** @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html */
function fromContainer(environment: Environment): Source | undefined {
  const { AWS_CONTAINER_CREDENTIALS_FULL_URI: address, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file } = environment;
  if (address === undefined || file === undefined) return undefined;
  return async () => {
    const authorization = (await fs.readFile(file, 'utf8')).trim();
    const given = fieldsOf(await fetched(address, { authorization }));
    return temporary((name) => given[name], 'Token');
  };
}

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
function fromWebIdentity(environment: Environment): Source | undefined {
  const { AWS_REGION: region, AWS_ROLE_ARN: role, AWS_WEB_IDENTITY_TOKEN_FILE: file } = environment;
  if (role === undefined || file === undefined) return undefined;
  const address = withoutEnd(environment.AWS_ENDPOINT_URL_STS ?? '', '/') || `https://sts.${region}.${domainOf(region ?? '')}`;
  return async () => {
    const token = (await fs.readFile(file, 'utf8')).trim();
    const query = { Action: 'AssumeRoleWithWebIdentity', Version: '2011-06-15', RoleArn: role, RoleSessionName: 'golden-path-registry' };
    const answer = await fetched(`${address}/?${new URLSearchParams({ ...query, WebIdentityToken: token }).toString()}`, {});
    const given = (name: string): string => answer.split(`<${name}>`)[1]?.split('<')[0] ?? '';
    return temporary(given, 'SessionToken');
  };
}

/** Credentials from the fields of an answer. Without one of them every request would be refused, and nothing would be asked for again. */
function temporary(given: (name: string) => unknown, token: string): Temporary {
  const fields = ['AccessKeyId', 'SecretAccessKey', token, 'Expiration'].map((name) => String(given(name) ?? ''));
  const [accessKeyId, secretAccessKey, sessionToken, expiration] = fields;
  const expires = Date.parse(expiration);
  if (fields.includes('') || Number.isNaN(expires)) throw new Unavailable('the answer about the role has no credentials');
  return { accessKeyId, secretAccessKey, sessionToken, expires };
}

function fromVariables(environment: Environment): Source | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = environment;
  if (!accessKeyId || !secretAccessKey) return undefined;
  return async () => Promise.resolve({ accessKeyId, secretAccessKey, sessionToken, expires: Infinity });
}

/** The domain of AWS's addresses in the partition of a region. */
export function domainOf(region: string): string {
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
}

/** The text at an address. */
async function fetched(address: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const { body, status } = await answerFrom(new URL(address), headers, PATIENCE);
  if (status !== 200) throw new Unavailable(`the credentials of the role are refused with ${status}`);
  return body.toString('utf8');
}

import { withoutEnd } from '../../../core/text';
import { Trouble } from '../../refusal';
import { credentialsOf, domainOf } from './aws-credentials';
import type { Credentials } from './aws-credentials';
import { answerFrom } from './aws-request';
import { signedHeaders } from './aws-signature';
import { Unavailable } from './store';
import type { Files } from './store';

const SCHEME = 's3://';
const ADDRESS = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:\/[A-Za-z0-9._-]+)*)\/?$/;
const PATIENCE = 10_000;

/** Whether the root of a registry is meant to be a bucket. */
export function isBucket(root: string): boolean {
  return root.startsWith(SCHEME);
}

/** A registry in an Amazon S3 bucket, which a role may list and read. */
export class Bucket implements Files {
  private readonly base: string;
  private readonly region: string;
  private readonly credentials: () => Promise<Credentials>;

  /** @throws Trouble if the address, the region or credentials are missing */
  public constructor(root: string, environment: NodeJS.ProcessEnv, private readonly now: () => number) {
    const found = ADDRESS.exec(root);
    if (found === null) throw new Trouble(root.slice(0, 100), 'a bucket with or without a prefix', 'write s3://acme-terraform-registry/modules');
    const [, bucket, prefix] = found;
    const { AWS_ENDPOINT_URL_S3: endpoint, AWS_REGION: region } = environment;
    if (!region) throw new Trouble('no AWS_REGION', 'the region of the bucket', 'set AWS_REGION=eu-west-1');
    this.region = region;
    const address = withoutEnd(endpoint ?? '', '/') || `https://s3.${region}.${domainOf(region)}`;
    this.base = `${address}/${bucket}${prefix}`;
    if (!URL.canParse(this.base)) throw new Trouble(`AWS_ENDPOINT_URL_S3=${address.slice(0, 100)}`, 'an address', 'begin it with https://');
    this.credentials = credentialsOf(environment, now);
  }

  /** An object, or nothing if there is none. Without the right to list, Amazon S3 answers 403 for what is not there. */
  public async read(file: string): Promise<Buffer | undefined> {
    const url = new URL(`${this.base}/${file}`);
    const scope = { region: this.region, credentials: await this.credentials(), now: new Date(this.now()) };
    const headers = signedHeaders(url, scope);
    const { body, status } = await answerFrom(url, headers, PATIENCE);
    if (status === 404) return undefined;
    if (status !== 200) throw new Unavailable(`the bucket answered ${status} to ${file}`);
    return body;
  }
}

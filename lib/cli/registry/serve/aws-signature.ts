import { createHash, createHmac } from 'node:crypto';
import type { Credentials } from './aws-credentials';

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** The sum of a request without a body. */
const EMPTY = sha256('');

/** What a signature is made for. */
export interface Scope {
  readonly region: string;
  readonly credentials: Credentials;
  readonly now: Date;
}

/**
 * The headers of a GET request to Amazon S3 with a signature of version 4. Keys of a registry need no escapes.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export function signedHeaders({ host, pathname }: URL, { credentials, now, region }: Scope, more: Headers = {}): Headers {
  const time = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const date = time.slice(0, 8);
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const sent: Record<string, string> = {
    ...more,
    'x-amz-content-sha256': EMPTY,
    'x-amz-date': time,
    ...sessionToken !== undefined && { 'x-amz-security-token': sessionToken },
  };
  // Every client writes the host itself.
  const headers: Headers = { ...sent, host };
  const names = Object.keys(headers).sort();
  const request = ['GET', pathname, '', ...names.map((name) => `${name}:${headers[name]}`), '', names.join(';'), EMPTY].join('\n');
  const scope = `${date}/${region}/s3/aws4_request`;
  const key = [date, region, 's3', 'aws4_request'].reduce<Buffer | string>(hmac, `AWS4${secretAccessKey}`);
  const signature = hmac(key, [ALGORITHM, time, scope, sha256(request)].join('\n')).toString('hex');
  return {
    ...sent,
    authorization: `${ALGORITHM} Credential=${accessKeyId}/${scope},SignedHeaders=${names.join(';')},Signature=${signature}`,
  };
}

type Headers = Readonly<Record<string, string>>;

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

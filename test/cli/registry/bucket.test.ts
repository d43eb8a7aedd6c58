import { once } from 'node:events';
import * as fs from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { Refusal } from '../../../lib/cli/refusal';
import { signedHeaders } from '../../../lib/cli/registry/serve/aws-signature';
import { Bucket, isBucket } from '../../../lib/cli/registry/serve/bucket';
import { Store, Unavailable } from '../../../lib/cli/registry/serve/store';
import { thrownBy } from '../../support/errors';
import { temporaryFolder } from '../../support/synth';

const NOW = Date.UTC(2026, 0, 1);
const AN_HOUR = 3_600_000;
const ADDRESS = { namespace: 'platform', name: 'object-bucket', provider: 'aws' };

interface Asked {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** What AWS answers: by the path, a status and a body. */
class Cloud {
  public readonly asked: Asked[] = [];
  public readonly answers: Record<string, readonly [status: number, body: string]> = {};
  private readonly server: Server = createServer((request, response) => {
    this.asked.push({ url: request.url!, headers: request.headers });
    const [status, body] = this.answers[request.url!.split('?')[0]] ?? [404, ''];
    response.writeHead(status).end(body);
  });

  public async start(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public stop(): void {
    this.server.close().closeAllConnections();
  }
}

let cloud: Cloud;
let endpoint: string;

beforeEach(async () => {
  cloud = new Cloud();
  endpoint = await cloud.start();
  cloud.answers['/modules/v1/.well-known/terraform.json'] = [200, '{}'];
});

afterEach(() => cloud.stop());

/** A file with a token that a pod is given. */
function tokenFile(): string {
  const file = path.join(temporaryFolder(), 'token');
  fs.writeFileSync(file, 'token-of-the-pod\n');
  return file;
}

const KEYS = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'secret' };

test('a signature is the one of the example in the documentation of Amazon S3', () => {
  // https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, "GET Object"
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
  const scope = { region: 'us-east-1', credentials, now: new Date('2013-05-24T00:00:00Z') };
  const { authorization } = signedHeaders(new URL('https://examplebucket.s3.amazonaws.com/test.txt'), scope, { range: 'bytes=0-9' });
  expect(authorization).toBe('AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,'
    + 'SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41');
});

test('objects are read below the prefix; one that is missing is no error, and a refusal is one without a secret', async () => {
  const store = new Store(new Bucket('s3://modules/v1/', { ...KEYS, AWS_ENDPOINT_URL_S3: `${endpoint}/` }, () => NOW));
  expect(await store.isReadable()).toBe(true);
  expect(cloud.asked[0].headers).toMatchObject({ 'x-amz-date': '20260101T000000Z', 'authorization': expect.stringContaining('=AKIA/') });
  expect(await store.versions(ADDRESS)).toBeUndefined();
  expect(cloud.asked[1].url).toBe('/modules/v1/v1/modules/platform/object-bucket/aws/versions');
  cloud.answers[cloud.asked[1].url] = [403, 'the secret'];
  await expect(store.versions(ADDRESS)).rejects.toThrow('the bucket answered 403 to v1/modules/platform/object-bucket/aws/versions');
  cloud.answers[cloud.asked[1].url] = [200, '{"modules":[]}'];
  expect(await store.versions(ADDRESS)).toBe('{"modules":[]}');
});

test('the credentials of EKS Pod Identity are asked for once, and again before they end', async () => {
  const answer = { AccessKeyId: 'ASIA', SecretAccessKey: 's', Token: 't', Expiration: new Date(NOW + AN_HOUR).toISOString() };
  cloud.answers['/v1/credentials'] = [200, JSON.stringify(answer)];
  let now = NOW;
  const environment = {
    ...KEYS,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${endpoint}/v1/credentials`,
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile(),
  };
  const store = new Store(new Bucket('s3://modules/v1', environment, () => now));
  for (const minutes of [0, 54, 56]) {
    now = NOW + minutes * 60_000;
    expect(await store.isReadable()).toBe(true);
  }
  const [first, , , again] = cloud.asked;
  expect(cloud.asked.map(({ url }) => url.startsWith('/v1/credentials'))).toEqual([true, false, false, true, false]);
  expect(first.headers.authorization).toBe('token-of-the-pod');
  expect(again.url).toBe('/v1/credentials');
  expect(cloud.asked[1].headers).toMatchObject({ 'x-amz-security-token': 't', 'authorization': expect.stringContaining('x-amz-security-token') });
  now = NOW + 2 * AN_HOUR;
  for (const body of ['<a secret>', '{}', JSON.stringify({ ...answer, Expiration: undefined }), JSON.stringify({ ...answer, Expiration: 'soon' })]) {
    cloud.answers['/v1/credentials'] = [200, body];
    await expect(store.isReadable()).rejects.toThrow(/^the answer about the role has no credentials$/);
  }
  cloud.answers['/v1/credentials'] = [500, 'a secret'];
  await expect(store.isReadable()).rejects.toThrow(/^the credentials of the role are refused with 500$/);
});

test('credentials that cannot be renewed yet are used to their end', async () => {
  const answer = { AccessKeyId: 'ASIA', SecretAccessKey: 's', Token: 't', Expiration: new Date(NOW + AN_HOUR).toISOString() };
  cloud.answers['/v1/credentials'] = [200, JSON.stringify(answer)];
  let now = NOW;
  const pod = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${endpoint}/v1/credentials`, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile() };
  const store = new Store(new Bucket('s3://modules/v1', { ...KEYS, ...pod, AWS_ENDPOINT_URL_S3: endpoint }, () => now));
  expect(await store.isReadable()).toBe(true);
  cloud.answers['/v1/credentials'] = [500, ''];
  now = NOW + AN_HOUR - 60_000;
  expect(await store.isReadable()).toBe(true);
  now = NOW + AN_HOUR;
  await expect(store.isReadable()).rejects.toThrow('refused with 500');
});

test('a cloud that does not answer, or sends elsewhere, may be there later', async () => {
  const pod = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${endpoint}/v1/credentials`, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile() };
  const stores = [KEYS, { ...KEYS, ...pod }].map((environment) => (
    new Store(new Bucket('s3://modules/v1', { ...environment, AWS_ENDPOINT_URL_S3: endpoint }, () => NOW))
  ));
  cloud.answers['/modules/v1/.well-known/terraform.json'] = [301, ''];
  await expect(stores[0].isReadable()).rejects.toThrow('the bucket answered 301 to .well-known/terraform.json');
  cloud.stop();
  const { host } = new URL(endpoint);
  for (const store of stores) await expect(store.isReadable()).rejects.toEqual(new Unavailable(`no answer from ${host} (ECONNREFUSED)`));
});

test('a role for a service account is assumed with its token', async () => {
  cloud.answers['/'] = [200, `<Credentials><AccessKeyId>ASIB</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t/+=</SessionToken>
<Expiration>${new Date(NOW + AN_HOUR).toISOString()}</Expiration></Credentials>`];
  const role = { AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/r', AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile(), AWS_ENDPOINT_URL_STS: `${endpoint}/` };
  const store = new Store(new Bucket('s3://modules/v1', { ...KEYS, ...role, AWS_ENDPOINT_URL_S3: endpoint }, () => NOW));
  expect(await store.isReadable()).toBe(true);
  const query = new URL(cloud.asked[0].url, endpoint).searchParams;
  expect(Object.fromEntries(query)).toMatchObject({ Action: 'AssumeRoleWithWebIdentity', WebIdentityToken: 'token-of-the-pod', RoleArn: role.AWS_ROLE_ARN });
  expect(cloud.asked[1].headers).toMatchObject({ 'x-amz-security-token': 't/+=', 'authorization': expect.stringContaining('=ASIB/20260101/') });
});

test.each([
  ['s3://Modules', KEYS, 'got s3://Modules', 'write s3://acme-terraform-registry'],
  ['s3://modules/../x?', KEYS, 'got s3://modules/../x?', 'write s3://'],
  ['s3://modules', { ...KEYS, AWS_REGION: '' }, 'got no AWS_REGION', 'set AWS_REGION'],
  ['s3://modules', { ...KEYS, AWS_ENDPOINT_URL_S3: 's3.acme.io' }, 'got AWS_ENDPOINT_URL_S3=s3.acme.io', 'https://'],
  ['s3://modules', { AWS_REGION: 'eu-west-1' }, 'got no credentials of AWS', 'AWS_ACCESS_KEY_ID'],
])('%s is refused: %s', (root, environment, got, fix) => {
  const refusal = new Refusal('registry serve');
  refusal.attempt('--root', () => new Bucket(root, environment, () => NOW));
  const { problems: [problem] } = thrownBy(() => refusal.throwIfAny());
  expect(`got ${problem.got}`).toBe(got);
  expect(problem.fix).toContain(fix);
  expect([isBucket(root), isBucket('dist/registry')]).toEqual([true, false]);
});

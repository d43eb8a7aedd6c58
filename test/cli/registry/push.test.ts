import * as fs from 'node:fs';
import * as path from 'node:path';
import { archiveOf, filesOf } from '../../../lib/cli/registry/archive';
import { registryIn } from '../../../lib/cli/registry/push/address';
import { artifactOf } from '../../../lib/cli/registry/push/artifact';
import { zipOf } from '../../../lib/cli/registry/push/zip';
import { temporaryFolder } from '../../support/synth';
import { command, write } from '../fixture';
import type { Ended, Files } from '../fixture';
import { OciRegistry } from './oci-registry';

const FILES: Files = { 'main.tf': '# main\n', 'examples/basic/main.tf': '', 'README.md': `${'ü'.repeat(400)}\n` };

/** The folder of a registry, and where it is pushed. */
class Publisher {
  public readonly root = temporaryFolder();
  public readonly out = path.join(this.root, 'registry');

  public async build(release: string, change: Files = {}, ...options: string[]): Promise<void> {
    const folder = path.join(this.root, 'object-bucket');
    write(folder, { ...FILES, ...change });
    const { complaint } = await command('registry', 'build', folder, '--release', release, '--host', 'a.b', '--out', this.out, ...options);
    expect(complaint).toBe('');
  }

  public async push(to: string, ...options: string[]): Promise<Ended> {
    const ended = await command('registry', 'push', '--root', this.out, '--to', to, '--plain-http', ...options);
    return { ...ended, complaint: ended.complaint.replaceAll(this.root, '.') };
  }
}

let registry: OciRegistry;
let publisher: Publisher;
let to: string;

beforeEach(async () => {
  registry = new OciRegistry();
  to = `oci://${await registry.start()}/modules`;
  publisher = new Publisher();
  await publisher.build('1.2.0');
});

afterEach(() => registry.stop());

describe('golden-path registry push', () => {
  test('pushes what is missing, as OpenTofu wants it, and then nothing', async () => {
    const { digest } = artifactOf('object-bucket', '1.2.0', FILES);
    const line = `${to}/object-bucket?tag=1.2.0\n          ${digest}\n`;
    expect(await publisher.push(to)).toEqual({ status: 0, complaint: '', printed: `pushed    ${line}1 version pushed, 0 unchanged.\n` });
    const manifest = JSON.parse(String(registry.manifests.get('modules/object-bucket:1.2.0'))) as Record<string, unknown>;
    const layer = { mediaType: 'archive/zip', digest: expect.any(String) as string, size: zipOf(FILES).length };
    expect(manifest).toMatchObject({
      mediaType: 'application/vnd.oci.image.manifest.v1+json', artifactType: 'application/vnd.opentofu.modulepkg', layers: [layer],
    });
    expect([...registry.blobs.values()]).toEqual([Buffer.from('{}'), zipOf(FILES)]);
    registry.asked.length = 0;
    expect((await publisher.push(to)).printed).toBe(`unchanged ${line}0 versions pushed, 1 unchanged.\n`);
    expect(registry.asked).toEqual(['GET /v2/modules/object-bucket/manifests/1.2.0']);
    await publisher.build('1.3.0', { 'README.md': '' });
    expect((await publisher.push(`${to}/`)).printed).toContain('1 version pushed, 1 unchanged.');
    expect([...registry.manifests.keys()]).toEqual(['modules/object-bucket:1.2.0', 'modules/object-bucket:1.3.0']);
  });

  test('does not take the page of a proxy for what has a tag', async () => {
    registry.answers.push({ asked: 'GET /v2/', status: 200, body: '<html>', headers: { 'content-type': 'text/html; charset=utf-8' } });
    const { complaint, status } = await publisher.push(to);
    expect(status).toBe(1);
    expect(complaint).toContain('got a page in HTML\n     allowed: the answer of an OCI registry\n     fix: check --to, and whether a proxy');
  });

  test('refuses tags that something else has, and pushes nothing then', async () => {
    registry.manifests.set('modules/object-bucket:1.2.0', Buffer.from('{}'));
    await publisher.build('1.3.0');
    const { complaint, status } = await publisher.push(to);
    expect(status).toBe(1);
    expect(complaint).toContain(`${to}/object-bucket?tag=1.2.0: got another artifact, sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e83`);
    expect(complaint).toContain('1 problem, nothing was written');
    expect(registry.blobs.size).toBe(0);
  });

  test('pushes only modules of the namespace, also to a registry without a path', async () => {
    expect((await publisher.push(`oci://${registry.host}`, '--namespace', 'data')).complaint).toContain('no module of the namespace data');
    expect((await publisher.push(`oci://${registry.host}`)).status).toBe(0);
    expect([...registry.manifests.keys()]).toEqual(['object-bucket:1.2.0']);
  });

  test('refuses a damaged archive and a folder without a registry', async () => {
    fs.appendFileSync(path.join(publisher.out, 'v1/modules/platform/object-bucket/aws/1.2.0/module.tar.gz'), ' ');
    const folder = 'v1/modules/platform/object-bucket/aws/1.2.0';
    expect((await publisher.push(to)).complaint).toContain(`got ${folder}/module.tar.gz has another sum than its record`);
    fs.rmSync(publisher.out, { recursive: true });
    expect((await publisher.push('ghcr.io/acme')).complaint).toMatch(/--to: got ghcr\.io\/acme\n[^]*got a folder without \.well-known/);
    expect(registry.asked).toEqual([]);
  });

  test('says what was refused, and where it stopped', async () => {
    await publisher.build('1.3.0');
    const body = '{"errors":[{"code":"TAG_INVALID","message":"tags\\nare \\u001b[31mimmutable"}]}';
    registry.answers.push({ asked: 'PUT /v2/modules/object-bucket/manifests/1.3.0', status: 405, body });
    const { complaint, printed, status } = await publisher.push(to);
    expect({ status, printed }).toEqual({ status: 1, printed: expect.stringMatching(/^pushed .*tag=1\.2\.0\n.*\n$/) as string });
    expect(complaint).toContain('stopped. Run it again to push the rest.');
    expect(complaint).toContain(`${to}/object-bucket?tag=1.3.0: got 405 TAG_INVALID: tags are \\u001b[31mimmutable\n`);
    registry.answers.push({ asked: 'GET', status: 307, headers: { location: 'http://127.0.0.1:1/' } });
    expect((await publisher.push(to)).complaint).toContain('got 307\n');
  });

  test('says that nobody answers', async () => {
    registry.stop();
    expect((await publisher.push(to)).complaint).toContain(`got no answer from ${registry.host} (ECONNREFUSED)`);
  });
});

test.each([
  'ghcr.io/acme', 'https://ghcr.io/acme', 'oci://', 'oci://ghcr.io/Acme', 'oci://ghcr.io/acme:1', 'oci://user:word@ghcr.io/acme',
  'oci://ghcr.io/a//b', 'oci://ghcr.io/../x', 'oci://ghcr.io/acme?tag=1', 'oci://ghcr.io/acme/modules@sha256:0',
])('%s is no address', (text) => {
  expect(() => registryIn(text)).toThrow();
});

test('passwords go over HTTP on the machine itself only', () => {
  expect(registryIn('oci://localhost:5000/a', true)).toEqual({ host: 'localhost:5000', path: 'a', scheme: 'http' });
  expect(registryIn('oci://ghcr.io')).toEqual({ host: 'ghcr.io', path: '', scheme: 'https' });
  for (const host of ['ghcr.io', '127.0.0.1.acme.io', 'localhost.acme.io']) {
    expect(() => registryIn(`oci://${host}/a`, true)).toThrow(host);
  }
});

test('an archive gives its files back', () => {
  const files = { ...FILES, ['n'.repeat(100)]: 'x'.repeat(512) };
  expect(filesOf(archiveOf(files))).toEqual(files);
});

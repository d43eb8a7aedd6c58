import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withChartServer } from './chart-server';

let folder: string;
let helm: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-path-test-'));
  helm = join(folder, 'helm.cjs');
  // Packages, indexes and shows a chart that is always the same.
  writeFileSync(helm, `#!${process.execPath}
    const { writeFileSync } = require('node:fs');
    const [command, ...args] = process.argv.slice(2);
    if (command === 'package') writeFileSync(args.at(-1) + '/common-1.0.0.tgz', 'the package');
    if (command === 'repo') writeFileSync(args.at(-1) + '/index.yaml', 'the index');
    if (command === 'show') console.log('name: common\\nversion: 1.0.0');
  `);
  chmodSync(helm, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('charts are served as a repository, on loopback alone and for as long as they are needed', async () => {
  let url = '';
  await withChartServer(helm, ['/charts/common'], async ({ http }) => {
    url = http;
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(`${url}/index.yaml`)).text()).toBe('the index');
    expect(await (await fetch(`${url}/common-1.0.0.tgz`)).text()).toBe('the package');
    expect((await fetch(`${url}/other-1.0.0.tgz`)).status).toBe(404);
  });
  await expect(fetch(url)).rejects.toThrow();
});

test('the same charts are served as a registry', async () => {
  await withChartServer(helm, ['/charts/common'], async ({ http, oci }) => {
    expect(oci).toBe(`${http.replace('http', 'oci')}/charts`);
    const get = async (path: string): Promise<Response> => fetch(`${http}/v2/charts/common/${path}`);
    expect(await (await get('tags/list')).json()).toEqual({ name: 'common', tags: ['1.0.0'] });
    const response = await get('manifests/1.0.0');
    expect(response.headers.get('content-type')).toBe('application/vnd.oci.image.manifest.v1+json');
    const { layers: [layer] } = await response.json() as { layers: { digest: string; size: number }[] };
    expect(await (await get(`blobs/${layer.digest}`)).text()).toBe('the package');
    expect((await fetch(`${http}/v2/charts/common/manifests/1.0.0`, { method: 'HEAD' })).headers.get('docker-content-digest')).toMatch(/^sha256:/);
  });
});

test('a private server answers nobody without its login', async () => {
  await withChartServer(helm, ['/charts/common'], async ({ http }) => {
    const status = async (login: string) => (await fetch(`${http}/index.yaml`, { headers: { authorization: `Basic ${btoa(login)}` } })).status;
    expect((await fetch(`${http}/index.yaml`)).headers.get('www-authenticate')).toMatch(/^Basic /);
    expect([await status('argocd:a token'), await status('argocd:another')]).toEqual([200, 401]);
  }, { user: 'argocd', password: 'a token' });
});

import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dependencyBuild, lint, template } from './commands';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-path-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A Helm that is a script. */
function fakeHelm(source: string): string {
  const file = join(folder, 'helm.cjs');
  writeFileSync(file, `#!${process.execPath}\n${source}`);
  chmodSync(file, 0o755);
  return file;
}

/** A Helm that renders one text, whatever it is given. */
function rendering(text: string): string {
  return fakeHelm(`process.stdout.write(${JSON.stringify(text)});`);
}

const INPUT = { chartDir: '/charts/shop', releaseName: 'shop', namespace: 'shop-staging' };

test('Helm is told of nothing but its input', async () => {
  process.env.HELM_NAMESPACE = 'another';
  try {
    const helm = fakeHelm('console.log(JSON.stringify({ kind: "Call", apiVersion: "v1", args: process.argv.slice(2), env: process.env }));');
    const [{ args, env }] = await template(helm, { ...INPUT, valueFiles: ['/a.yaml', '/b.yaml'] });
    expect(args).toEqual(['template', 'shop', '/charts/shop', '--namespace', 'shop-staging', '--values', '/a.yaml', '--values', '/b.yaml']);
    const names = ['HELM_CACHE_HOME', 'HELM_CONFIG_HOME', 'HELM_DATA_HOME', 'HOME', 'HTTPS_PROXY', 'HTTP_PROXY', 'PATH'];
    expect(Object.keys(env as object).filter((name) => /^(HELM|KUBE|HOME|PATH|HTTP)/.test(name)).sort()).toEqual(names);
  } finally {
    delete process.env.HELM_NAMESPACE;
  }
});

test('what Helm refuses is thrown in its own words', async () => {
  const helm = fakeHelm('console.error("Error: values are wrong"); process.exit(1);');
  await expect(template(helm, INPUT)).rejects.toThrow('helm cannot render shop (exit status 1):\nError: values are wrong');
  await expect(lint(helm, '/charts/shop')).rejects.toThrow('helm cannot accept shop (exit status 1):\nError: values are wrong');
});

test('a key that is there twice is refused', async () => {
  await expect(template(rendering('kind: A\nkind: B\n'), INPUT)).rejects.toThrow('what helm rendered cannot be read: duplicated mapping key (2:1)');
});

test('what Kubernetes reads otherwise is refused', async () => {
  const text = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: b, labels: {on: yes}}\n';
  await expect(template(rendering(text), INPUT)).rejects.toThrow('what helm rendered is not the same as YAML 1.1 and 1.2:\nPod b/a: metadata: labels:');
});

test('the dependencies of a chart come from the repository that is given', async () => {
  writeFileSync(join(folder, 'Chart.yaml'), 'name: shop\ndependencies: [{name: common, version: ~1.0, repository: https://charts.acme.io}]\n');
  await dependencyBuild(fakeHelm(''), folder, 'http://127.0.0.1:4567');
  expect(readFileSync(join(folder, 'Chart.yaml'), 'utf8')).toContain('repository: http://127.0.0.1:4567');
});

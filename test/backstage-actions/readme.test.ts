import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import { pullRequestInput, RULES as PULL_REQUEST_RULES } from '../../packages/backstage-actions/src/github/input';
import { pullRequestSettings } from '../../packages/backstage-actions/src/github/settings';
import { RULES as SERVICE_RULES, serviceInput } from '../../packages/backstage-actions/src/pagerduty/input';
import { pagerDutySettings } from '../../packages/backstage-actions/src/pagerduty/settings';
import { namespaceInput } from '../../packages/backstage-actions/src/vault/input';
import { vaultSettings } from '../../packages/backstage-actions/src/vault/settings';
import { ROOT } from '../support/examples';

const FOLDER = join(ROOT, 'packages/backstage-actions');
const README = readFileSync(join(FOLDER, 'README.md'), 'utf8');
const SCHEMA = readFileSync(join(FOLDER, 'config.d.ts'), 'utf8');

/** The blocks of YAML, in which a form was filled in. */
const BLOCKS = [...README.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text]) => (
  text.replace(/\$\{\{ parameters\.(\w+) \}\}/g, 'payment-service').replace(/\$\{([A-Z_]+)\}/g, 'from-$1')
));

interface Step {
  readonly action: string;
  readonly input: Record<string, unknown>;
}

/** The first cells of the table's rows that follow a text. */
function cells(after: string): string[] {
  const [, rest] = README.split(after);
  return [...rest.split('\n\n')[0].matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell]) => [...cell.matchAll(/`([\w.]+)`/g)].map(([, name]) => name));
}

test('the settings that it shows are accepted', () => {
  const { goldenPath } = load(BLOCKS[0]) as { goldenPath: Record<string, unknown> };
  expect(Object.keys(goldenPath)).toEqual(['pagerDuty', 'vault', 'pullRequests']);
  expect(pagerDutySettings(goldenPath.pagerDuty)).toEqual({ apiToken: 'from-PAGERDUTY_API_TOKEN', apiUrl: 'https://api.pagerduty.com' });
  expect(vaultSettings(goldenPath.vault)).toMatchObject({ parentNamespace: 'admin', mount: 'secret', tokenTtl: '1h' });
  expect(pullRequestSettings(goldenPath.pullRequests)).toEqual({ repositories: ['acme/gitops'] });
});

test('the steps that it shows are accepted', () => {
  const steps = BLOCKS.slice(1).flatMap((text) => loadAll(text).flat() as Step[]);
  const CHECKS: Record<string, (input: unknown) => unknown> = {
    'golden-path:pagerduty:service:create': serviceInput,
    'golden-path:vault:namespace:create': namespaceInput,
    'golden-path:github:pull-request': pullRequestInput,
  };
  expect(steps.map(({ action }) => action)).toEqual(Object.keys(CHECKS));
  for (const { action, input } of steps) expect(() => CHECKS[action](input)).not.toThrow();
});

test('its tables have every input', () => {
  const tables = README.split('| input | what it is | default |\n').slice(1).map((text) => text.split('\n\n')[0]);
  const names = tables.map((table) => [...table.matchAll(/^\| (.+?) \|/gm)].flatMap(([, cell]) => [...cell.matchAll(/`([\w.]+)`/g)].map(([, name]) => name)));
  expect(names[0]).toEqual(Object.keys(SERVICE_RULES));
  expect(names[1]).toEqual(['namespace', 'service', 'kubernetes.namespace', 'kubernetes.serviceAccount', 'policies']);
  expect(names[2].sort()).toEqual(['base', 'files', ...Object.keys(PULL_REQUEST_RULES).filter((name) => !['path', 'content'].includes(name))].sort());
});

/** The keys of the schema, each with the keys that it is in, and its doc comment. */
function schemaKeys(): Record<string, string> {
  const keys: Record<string, string> = {};
  const path: string[] = [];
  let comment = '';
  for (const line of SCHEMA.split('\n').slice(1)) {
    const [, name, opens] = /^\s+(\w+)\??: (\{$)?/.exec(line) ?? [];
    if (name === undefined) {
      if (/^\s+\};/.test(line)) path.pop();
      else comment += line;
      continue;
    }
    if (opens) path.push(name);
    else keys[[...path.slice(1), name].join('.')] = comment;
    comment = '';
  }
  return keys;
}

test('its table has every setting of the schema, and the schema marks the secrets', () => {
  const keys = schemaKeys();
  expect(cells('| setting | what it is | default |').filter((name) => name.includes('.')).sort()).toEqual(Object.keys(keys).sort());
  expect(Object.entries(keys).filter(([, comment]) => comment.includes('@visibility secret')).map(([name]) => name)).toEqual([
    'pagerDuty.apiToken', 'vault.token',
  ]);
});

test('the settings take every key of the schema, and no other', () => {
  const known = (section: string): string[] => Object.keys(schemaKeys()).filter((key) => key.startsWith(`${section}.`)).map((key) => key.split('.')[1]);
  const refused = (read: (value: unknown) => unknown, keys: readonly string[]): string[] => {
    try {
      read(Object.fromEntries([...keys, 'other'].map((key) => [key, 7])));
      return [];
    } catch (error) {
      return (error as Error).message.split('\n').filter((text) => text.includes('a key that does not exist')).map((text) => text.split(':')[0]);
    }
  };
  expect(refused(pagerDutySettings, known('pagerDuty'))).toEqual(['goldenPath.pagerDuty.other']);
  expect(refused(vaultSettings, known('vault'))).toEqual(['goldenPath.vault.other']);
  expect(refused(pullRequestSettings, known('pullRequests'))).toEqual(['goldenPath.pullRequests.other']);
});

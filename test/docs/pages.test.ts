import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as library from '@golden-path/constructs';
import type { EnvironmentProps, MicroserviceInfra } from '@golden-path/constructs';
import { Construct } from 'constructs';
import { INTRODUCTION, METHOD } from '../../bench/page';
import { NARROW_POLICIES } from '../../lib/guardrails/iam/tables/managed-policies';
import { packageJson } from '../../lib/repository/infrastructure/files/settings';
import type { Repository } from '../../lib/repository/infrastructure/repository';
import { filesIn } from '../support/golden';
import { anEnvironment, aPlatform } from '../support/platform';
import { synthService } from '../support/synth';
import type { Json } from '../support/synth';
import { filesWith, ONLY_CHECKED, OTHER_FACTS } from './facts';
import { FAULTY } from './faulty';
import { brokenLinks } from './links';
import { contentOf, markOf, plain, readPages, ROOT } from './pages';
import type { Table } from './pages';
import { literalsOf, propsOf, withoutQuotes } from './sources';

const pages = readPages();
const everything = pages.map((page) => page.text).join('\n');
const readme = pages.find(({ file }) => file === 'README.md')!;
const tables = pages.flatMap((page) => contentOf(page).tables);
const withProps = tables.filter((table) => markOf(table, 'props') !== undefined);
const interfaces = [...new Set(withProps.map(interfaceOf))];

describe('the tables', () => {
  test.each(interfaces)('list every prop of %s, its type and its default', (name) => {
    const rows = withProps.filter((table) => interfaceOf(table) === name).flatMap(propsIn).sort(byName);
    const props = propsOf(name).sort(byName);
    expect(rows).toEqual(props.map((prop, index) => ({ ...prop, type: rows[index]?.type === undefined ? undefined : prop.type })));
  });

  test('cover every interface of props in the public door', () => {
    const door = readFileSync(join(ROOT, 'lib/index.ts'), 'utf8');
    const names = [...door.matchAll(/\b\w+(?:Props|Defaults)\b/g)].map(([name]) => name);
    expect([...interfaces]).toEqual(expect.arrayContaining([...new Set(names)]));
  });

  test('list every type of resource that a service can have, and how to reach it', () => {
    const [table] = tables.filter((each) => markOf(each, 'resources') !== undefined);
    const { service, types } = everythingOfAService();
    expect(table.rows.map(([type]) => plain(type)).sort()).toEqual(types);
    for (const [type, reach] of table.rows) {
      for (const [, property] of reach.matchAll(/`service\.(\w+)`/g)) {
        const [child] = [service[property as keyof MicroserviceInfra]].flat() as { terraformResourceType: string }[];
        expect([property, child.terraformResourceType]).toEqual([property, plain(type)]);
      }
    }
  });

  describe.each(Object.entries(OTHER_FACTS))('say rightly which facts of %s reach an output:', (name, others) => {
    let standard: string;
    const shown = withProps.filter((table) => interfaceOf(table) === name);
    const unread = shown.filter(isUnread).flatMap(propsIn).map((prop) => prop.name);

    beforeAll(() => {
      standard = JSON.stringify(filesWith(name, {}));
    });

    test('all that may be left out', () => {
      const optional = shown.flatMap(propsIn).filter((prop) => prop.default !== 'required').map((prop) => prop.name);
      const checked = ONLY_CHECKED.filter((each) => each.startsWith(`${name}.`)).map((each) => each.split('.')[1]);
      expect([...Object.keys(others), ...checked].sort()).toEqual(optional.sort());
    });

    test.each(Object.entries(others))('%s', (prop, value) => {
      const changed = JSON.stringify(filesWith(name, { [prop]: value })) !== standard;
      expect({ prop, changed }).toEqual({ prop, changed: !unread.includes(prop) });
    });
  });

  test('say rightly which facts of an environment a service without an application does not read', () => {
    const others = Object.fromEntries(Object.entries(OTHER_FACTS.EnvironmentProps).filter(([name]) => /^(acme|argoCd|certificateIssuer|gateway|imageRules|ingress|monitoring|plainHttp)/.test(name)));
    const listed = withProps.filter((table) => interfaceOf(table) === 'EnvironmentProps').map((table) => propsIn(table).map(({ name }) => name).sort());
    expect(listed).toContainEqual(Object.keys(others).sort());
    expect(outputIn(others)).toEqual(outputIn({}));
    expect(outputIn({ dnsNamespace: 'dns' })).not.toEqual(outputIn({}));
  });

  test('walk through a file in the order of its lines', () => {
    const [walk] = tables.filter((table) => markOf(table, 'walks') !== undefined);
    const source = readFileSync(join(ROOT, markOf(walk, 'walks')!), 'utf8');
    const parts = walk.rows.flatMap(([code]) => [...code.matchAll(/`([^`]+)`/g)].flatMap(([, text]) => text.split('…')));
    const places = parts.map((part) => source.indexOf(part));
    expect(parts.filter((_, index) => places[index] < 0)).toEqual([]);
    const firsts = walk.rows.map(([code]) => source.indexOf(/`([^`…]+)/.exec(code)![1]));
    expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
  });
});

describe('the layout of the output', () => {
  const [layout] = pages.flatMap((page) => contentOf(page).blocks).filter((block) => markOf(block, 'layout') !== undefined);
  const paths = [...layout.text.matchAll(/^ {2}(\S+)/gm)].map(([, path]) => path);
  const written = Object.keys(filesIn(join(ROOT, 'test/golden'))).map((file) => file.slice(file.indexOf('/') + 1));

  test('has a place for every file that the examples write', () => {
    expect(written.filter((file) => !paths.some((path) => isPlaceOf(path, file)))).toEqual([]);
    expect(isPlaceOf('stacks/<stack>/cdk.tf.json', 'stacks/a/b/cdk.tf.json')).toBe(false);
  });

  test('has no place without a file', () => {
    expect(paths.filter((path) => !written.some((file) => isPlaceOf(path, file)))).toEqual([]);
  });
});

describe('the pages', () => {
  test('link to files and headings that are there', () => {
    expect(brokenLinks(pages)).toEqual([]);
  });

  test('are found out where a link leads nowhere', () => {
    expect(brokenLinks([...pages, FAULTY]).filter((link) => link.startsWith(FAULTY.file))).toEqual([
      'docs/faulty.md:2 gone.md: no such file',
      expect.stringMatching(/^docs\/faulty\.md:2 platform\.md#gone: no such heading; there are platform, props, /),
    ]);
  });

  test('are all in the index', () => {
    const index = pages.find(({ file }) => file === 'docs/README.md')!.text;
    const others = pages.filter(({ file }) => file.startsWith('docs/') && file !== 'docs/README.md');
    expect(others.filter(({ file }) => !index.includes(`(${file.slice('docs/'.length)})`)).map(({ file }) => file)).toEqual([]);
  });

  test('tell of every construct, each with a link from the README', () => {
    const constructs = Object.entries(library).filter(([, value]) => isConstruct(value)).map(([name]) => name);
    expect(constructs).toContain('MicroserviceInfra');
    for (const name of constructs) expect(readme.text).toMatch(new RegExp(`\\[\`${name}\`\\]\\(docs/[\\w#.-]+\\)`));
  });

  test('tell of every class and choice in the public door', () => {
    const names = Object.entries(library).filter(([, value]) => value !== undefined).map(([name]) => name);
    expect(names.filter((name) => !everything.includes(`\`${name}`))).toEqual([]);
  });

  test('explain every code of an error', () => {
    const { prose, tables: [codes] } = contentOf(pages.find(({ file }) => file === 'docs/errors.md')!);
    const headings = prose.map((line) => /^## ([A-Z]\w+)$/.exec(line)?.[1]).filter((heading) => heading !== undefined);
    expect(headings).toEqual(literalsOf('ErrorCode'));
    expect(codes.rows.map(([code]) => /^\[`(\w+)`\]/.exec(code)?.[1])).toEqual(literalsOf('ErrorCode'));
  });

  test('name only commands that are there, and the right version of Node', () => {
    const { scripts, engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object; engines: { node: string } };
    const ofConsumer = JSON.parse(packageJson({ name: 'own', service: 'own' } as Repository)) as { scripts: object };
    const named = [...everything.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name);
    expect(named.filter((name) => !(name in scripts) && !(name in ofConsumer.scripts))).toEqual([]);
    expect(readme.text).toContain(`Node ${engines.node.replace('>= ', '').replace(/\.0$/, '')} or newer`);
  });

  test("count AWS's own policies that need no reason", () => {
    const [, named, others] = /\| (`\w+`, `\w+`) and (\d+) others \|/.exec(everything)!;
    const policies = [...named.matchAll(/\w+/g)].map(([name]) => name);
    expect(NARROW_POLICIES).toEqual(expect.arrayContaining(policies));
    expect(policies.length + Number(others)).toBe(NARROW_POLICIES.length);
  });

  test('describe the benchmarks as their program does', () => {
    const { text } = pages.find(({ file }) => file === 'docs/benchmarks.md')!;
    expect(text.startsWith(`${INTRODUCTION}\n\n`)).toBe(true);
    expect(text).toContain(`\n\n${METHOD}\n\n`);
  });

  test('name no package registry', () => {
    expect(pages.filter(({ text }) => /\bregistry\.[a-z]+\.[a-z]+/.test(text)).map(({ file }) => file)).toEqual([]);
  });
});

function interfaceOf(table: Table): string {
  return markOf(table, 'props')!.split(', ')[0];
}

/** Whether a table lists props that nothing in this version writes into an output. */
function isUnread(table: Table): boolean {
  return markOf(table, 'props')!.endsWith(', unread');
}

function propsIn({ header, rows }: Table): { name: string; type?: string; default: string }[] {
  const type = header.indexOf('type');
  return rows.map((row) => ({
    name: plain(row[0]),
    type: type < 0 ? undefined : plain(row[type]),
    default: withoutQuotes(row[header.indexOf('default')]),
  }));
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}

/** A service that uses everything, and the types of all resources that its construct can make. */
function everythingOfAService(): { service: MicroserviceInfra; types: string[] } {
  const made: MicroserviceInfra[] = [];
  const json = synthService({}, {
    platform: aPlatform({ environments: [anEnvironment({ oidcProviderArn: undefined })] }),
    build: (service) => {
      made.push(service);
      service.grant(['s3:GetObject'], ['arn:aws:s3:::a-bucket/*']);
      service.attachPolicy('arn:aws:iam::111122223333:policy/a-policy');
    },
  });
  return { service: made[0], types: Object.keys(json.resource as object).sort() };
}

/** Whether a path of the layout, with its placeholders, means a file; one that ends with a slash means all files below it. */
function isPlaceOf(path: string, file: string): boolean {
  const pattern = path.replaceAll('.', '\\.').replace(/<[a-z]+>/g, '[^/]+');
  return new RegExp(`^${pattern}${path.endsWith('/') ? '' : '$'}`).test(file);
}

function outputIn(environment: Partial<EnvironmentProps>): Json {
  return synthService({}, { platform: aPlatform({ environments: [anEnvironment(environment)] }) });
}

function isConstruct(value: unknown): boolean {
  return typeof value === 'function' && value.prototype instanceof Construct;
}

import { chartsOfExamples, TREES } from '../support/schemas/trees';
import { clashes, formProblems } from '../support/schemas/yaml-form';

test.each(Object.entries(TREES))('every file of %s is one document in block style that all readers read alike', (_, manifests) => {
  expect(manifests.length).toBeGreaterThan(40);
  expect(manifests.flatMap(({ path, text }) => formProblems(path, text))).toEqual([]);
});

test.each(Object.entries(TREES))('no two files of %s differ only in capitals', (_, manifests) => {
  expect(clashes(manifests.map(({ path }) => path))).toEqual([]);
});

/** What a service's folder holds besides documents. */
const OF_CHARTS = /^apps\/[^/]+\/((values-[^/]+|envs\/[^/]+)\.yaml|chart\/[^/]+\/((Chart|templates\/[^/]+)\.yaml|values\.schema\.json))$/;
const OF_ARGO_CD = /^(apps\/[^/]+\/envs(\/[^/]+){3}\/README\.md|platform\/[^/]+\/argocd\/service-project\/(Chart\.yaml|templates\/project\.tpl))$/;

test('every file that is no document is part of a chart, and data alone is in block style that all readers read alike', () => {
  const files = Object.entries(chartsOfExamples());
  const data = files.filter(([path]) => path.endsWith('.yaml') && !path.includes('/templates/'));
  expect(files.map(([path]) => path).filter((path) => !OF_CHARTS.test(path) && !OF_ARGO_CD.test(path))).toEqual([]);
  expect(data.flatMap(([path, text]) => formProblems(path, text, false))).toEqual([]);
});

const GOOD = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels: {}\nspec:\n  list: []\n';
const PATH = 'apps/a/configmap-a.yaml';

const FAULTS: [fault: string, path: string, text: string, says: string][] = [
  ['another ending', 'apps/a/configmap-a.yml', GOOD, 'is not a .yaml file'],
  ['no newline at its end', PATH, GOOD.trimEnd(), 'does not end with one newline'],
  ['two newlines at its end', PATH, `${GOOD}\n`, 'does not end with one newline'],
  ['carriage returns', PATH, GOOD.replaceAll('\n', '\r\n'), 'has carriage returns or tabs'],
  ['a byte order mark', PATH, `\uFEFF${GOOD}`, 'has a byte order mark'],
  ['two documents', PATH, `${GOOD}---\n${GOOD}`, 'holds 2 documents'],
  ['a mark of its beginning', PATH, `---\n${GOOD}`, 'has a mark of a beginning or an end'],
  ['a key twice', PATH, `${GOOD}kind: Secret\n`, 'is not YAML'],
  ['a mapping in flow style', PATH, GOOD.replace('{}', '{ a: b }'), 'has flow style: {"a":"b"}'],
  ['a list in flow style', PATH, GOOD.replace('[]', '[ a ]'), 'has flow style: ["a"]'],
  ['an alias', PATH, GOOD.replace('name: a', 'name: &a a').replace('[]', '*a'), 'has the alias a'],
  ['a tag', PATH, GOOD.replace('name: a', 'name: !!str a'), 'has the tag tag:yaml.org,2002:str'],
  ['its kind before its version', PATH, GOOD.replace('apiVersion: v1\nkind: ConfigMap', 'kind: ConfigMap\napiVersion: v1'), 'begins with kind, apiVersion, metadata, spec'],
  ['another field before its spec', PATH, GOOD.replace('spec:', 'data: a\nspec:'), 'begins with apiVersion, kind, metadata, data'],
  ['no metadata', PATH, 'apiVersion: v1\nkind: ConfigMap\n', 'has only apiVersion, kind'],
  ['a boolean of YAML 1.1', PATH, GOOD.replace('name: a', 'name: yes'), 'means something else in YAML 1.1'],
  ['a number of YAML 1.1', PATH, GOOD.replace('name: a', 'name: 1:20'), 'means something else in YAML 1.1'],
  ['a date', PATH, GOOD.replace('name: a', 'name: 2024-01-01'), 'means something else in YAML 1.2'],
];

test('the file that faults are planted in has none', () => {
  expect(formProblems(PATH, GOOD)).toEqual([]);
});

test.each(FAULTS)('a check fails for a file with %s', (_, path, text, says) => {
  expect(formProblems(path, text)).toContain(`${path} ${says}`);
});

test('a check fails for two files that differ only in capitals', () => {
  expect(clashes(['apps/a/b.yaml', 'apps/A/b.yaml', 'apps/a/c.yaml'])).toEqual(['apps/A/b.yaml']);
});

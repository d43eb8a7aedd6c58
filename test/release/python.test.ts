import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../support/examples';

const script = (file: string) => pathToFileURL(join(ROOT, 'scripts/release', file)).href;

/** What generated code looks like, as far as it is changed or read. */
const CODE = [
  'jobs: typing.Optional[typing.Sequence[typing.Union["ScheduledJob", typing.Dict[builtins.str, typing.Any]]]] = None,',
  'routes: typing.Optional[typing.Union["AlertRoutes", typing.Dict[builtins.str, typing.Any]]] = None,',
  'name_mapping={"from_": "from", "time_zone": "timeZone", "name": "name"},',
  '@jsii.member(jsii_name="connectTo")\n    @builtins.classmethod\n    def connect_to(',
  '    @jsii.member(jsii_name="toString")\n    def to_string(self) -> builtins.str:',
].join('\n');

const BLOCKS = '```python\nimport { App }\n```\n```python\nfrom cdktf import App\n```';

const ROOT_OF_PACKAGE = 'exports.iamRole = require("./iam-role");';

/** One process for all: Jest loads no modules of Node. */
const ANSWERS = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', `
  import { lazily, unspoken } from '${script('python/lean.mjs')}';
  import { namesIn, withClearCheck, withLanguages, withTexts, withoutDictsInLists } from '${script('python/pythonic.mjs')}';
  import { pythonRegistryOf } from '${script('publish/python.mjs')}';
  const attempt = (action) => { try { return action() ?? null; } catch ({ message }) { return message; } };
  const code = ${JSON.stringify(CODE)};
  const env = { PYTHON_REGISTRY_URL: 'https://pypi.acme.io', PYTHON_REGISTRY_TOKEN: 'secret' };
  console.log(JSON.stringify({
    strict: withoutDictsInLists(code),
    texts: withTexts(code),
    check: withClearCheck('from jsii._type_checking import cached_type_hints, check_type\\n'),
    unchecked: attempt(() => withClearCheck(code)),
    languages: withLanguages(${JSON.stringify(BLOCKS)}),
    names: namesIn(code),
    lazy: lazily('${ROOT_OF_PACKAGE}'),
    other: attempt(() => lazily('export * from "./iam-role";')),
    spoken: unspoken('{"docs":{},"types":{"a":{"fqn":"a","docs":{},"symbolId":"x"}}}'),
    off: attempt(() => pythonRegistryOf({})),
    on: pythonRegistryOf(env),
    codeArtifact: pythonRegistryOf({ ...env, PYTHON_REGISTRY_TOKEN: '', REGISTRY_KIND: 'codeartifact' }, () => 'of minutes'),
    unsafe: attempt(() => pythonRegistryOf({ PYTHON_REGISTRY_URL: 'http://pypi.acme.io/' })),
  }));
`], { encoding: 'utf8' })) as Record<string, unknown>;

test('lists take objects alone, and a single object may still be a dict', () => {
  expect(ANSWERS.strict).toContain('jobs: typing.Optional[typing.Sequence["ScheduledJob"]] = None,');
  expect(ANSWERS.strict).toContain('routes: typing.Optional[typing.Union["AlertRoutes", typing.Dict[builtins.str, typing.Any]]] = None,');
});

test('the names in errors are those of fields and members, and no word of a sentence', () => {
  expect(ANSWERS.names).toEqual({ connectTo: 'connect_to', timeZone: 'time_zone', toString: 'to_string' });
});

test('a value that has a text is shown by it', () => {
  expect(ANSWERS.texts).toContain('\n    def __str__(self) -> builtins.str:\n        return self.to_string()\n\n    @jsii.member(jsii_name="toString")\n    def to_string(self)');
});

test('the check of arguments is wrapped, or refused if it is another', () => {
  expect(ANSWERS.check).toMatch(/^from jsii\._type_checking import cached_type_hints, check_type as _check_type\n\n\ndef check_type\(/);
  expect(ANSWERS.unchecked).toContain('in another way than jsii-pacmak writes it');
});

test('a block in TypeScript is not called Python', () => {
  expect(ANSWERS.languages).toBe(BLOCKS.replace('```python', '```ts'));
});

test('a provider loads a module when it is used, or is refused', () => {
  expect(ANSWERS.lazy).toBe('Object.defineProperty(exports, "iamRole", { enumerable: true, get: () => require("./iam-role") });');
  expect(ANSWERS.other).toContain('in another way than jsii compiles it');
  expect(ANSWERS.spoken).toBe('{"types":{"a":{"fqn":"a"}}}');
});

test('nothing is published for Python unless a variable names a registry, which gets a token over https alone', () => {
  expect(ANSWERS.off).toBeNull();
  expect(ANSWERS.on).toEqual({ upload: 'https://pypi.acme.io', index: 'https://pypi.acme.io/simple/', user: '__token__', token: 'secret' });
  expect(ANSWERS.codeArtifact).toMatchObject({ user: 'aws', token: 'of minutes' });
  expect(ANSWERS.unsafe).toMatch(/PYTHON_REGISTRY_URL is 'http:\/\/pypi\.acme\.io\/'.*\n.*PYTHON_INDEX_URL.*\n.*PYTHON_REGISTRY_TOKEN is not set/);
});

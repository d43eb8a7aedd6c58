import { EXAMPLE_REGION } from '../../repository/infrastructure/example-platform';
import { mainTs, platformTs } from '../../repository/infrastructure/files/code';
import { library } from '../../repository/infrastructure/library';
import type { NewFile } from '../../repository/infrastructure/new-file';
import { EXAMPLE_ENVIRONMENTS, EXAMPLE_SCOPE, teamOf } from '../document/find-platform';
import type { ReadService } from '../document/services';
import { fieldOf } from '../document/value';
import type { LiteralValue } from '../document/value';
import { quoted } from './code';
import { Statements } from './statements';

/** The columns of a line. */
const WIDTH = 140;

/** The program that does the same as a document: the files that `golden-path init` would call by these names. */
export function programOf(service: ReadService, platformModule: string | undefined): NewFile[] {
  const { found, root } = service;
  const files = [
    { path: 'stacks.ts', text: stacksOf(service, platformModule) },
    { path: 'main.ts', text: mainTs() },
  ];
  if (found.module) return files;
  const example = { scope: `@${EXAMPLE_SCOPE}`, team: teamOf(root), environments: EXAMPLE_ENVIRONMENTS, region: EXAMPLE_REGION };
  return [...files, { path: 'platform.ts', text: platformTs(example) }];
}

function stacksOf({ document: { services }, found }: ReadService, platformModule = './platform.ts'): string {
  const { value: name } = fieldOf(services[0].values, 'serviceName') as LiteralValue;
  const statements = new Statements(services, found);
  const body = statements.lines();
  const { classes, types } = statements.coder;
  const exported = found.module?.exportName ?? 'platform';
  const platform = isFree(exported, [...classes, ...types]) ? exported : 'platform';
  const isOwn = body.some((line) => line.includes('new companions['));
  const isRelative = /^\.{0,2}\//.test(platformModule);
  const ofPlatform = importOf([importedAs(exported, platform), ...(isOwn ? ['companions'] : [])], platformModule);
  const given = platform === 'platform' ? platform : `platform: ${platform}`;
  const names = services.map(({ environment }) => environment);
  const isEach = names.length === found.platform.environments.length;
  return [
    ...(isRelative ? [] : ofPlatform),
    ...importOf([...classes, 'ServiceStack'], library().name),
    ...(types.size > 0 ? importOf([...types], library().name, 'import type') : []),
    "import type { Construct } from 'constructs';",
    ...(isRelative ? ofPlatform : []),
    '',
    `/** Adds the stacks of ${String(name)}, one for each environment${isEach ? ' of the platform' : ' that it has'}. */`,
    'export function addStacks(app: Construct): void {',
    isEach
      ? `  for (const { name: environment } of ${platform}.environments) {`
      : `  for (const environment of [${names.map(quoted).join(', ')}]) {`,
    `    const stack = new ServiceStack(app, \`${String(name)}-\${environment}\`, { ${given}, environment });`,
    ...body,
    '  }',
    '}',
    '',
  ].join('\n');
}

/** The names of the program, and the one name of an export that is none in code. */
const TAKEN: readonly string[] = [
  'addStacks', 'app', 'application', 'companions', 'Construct', 'default', 'environment', 'service', 'ServiceStack', 'stack',
];

/** Whether an export can have its own name in the program. */
function isFree(name: string, imported: readonly string[]): boolean {
  return IDENTIFIER.test(name) && !TAKEN.includes(name) && !imported.includes(name);
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

function importedAs(name: string, local: string): string {
  if (name === local) return name;
  return `${IDENTIFIER.test(name) ? name : quoted(name)} as ${local}`;
}

/** Imports on one line, or one on each if they do not fit. */
function importOf(names: readonly string[], module: string, verb = 'import'): string[] {
  const sorted = [...names].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  const line = `${verb} { ${sorted.join(', ')} } from ${quoted(module)};`;
  return line.length <= WIDTH ? [line] : [`${verb} {`, ...sorted.map((name) => `  ${name},`), `} from ${quoted(module)};`];
}

import { createHash } from 'node:crypto';
import { library, scopeOf } from '../library';
import type { Repository } from '../repository';

/** The tools that a repository needs besides the library and its peers, in the versions that the library is tested with. */
const TOOLS = ['@types/node', 'tsx', 'typescript'];

/** Runs the app of cdktf.json. CDKTF's command line needs a native module, which is not there for every version of Node. */
const SYNTH = 'golden-path synth';

/** What that runs: main.ts, from its source. */
const APP = 'node --import tsx main.ts';

/** The same for a service in Python. */
const SYNTH_PYTHON = 'uv run --frozen python main.py';

export function packageJson(repository: Repository): string {
  const { name, python, service } = repository;
  const { scripts, ...packages } = python ? partsOfPython() : partsOfTypeScript(repository);
  return json({
    name,
    version: '0.0.0',
    description: `The infrastructure of ${service}`,
    private: true,
    scripts,
    engines: { node: library().engines.node },
    ...packages,
  });
}

/** The commands; npm brings the command line, which reads what a synth in any language writes. */
function partsOfPython() {
  const { name: own, version } = library();
  return {
    scripts: {
      synth: SYNTH_PYTHON,
      test: 'uv run --frozen pytest',
      lock: `${SYNTH_PYTHON} && golden-path lock`,
      affected: `${SYNTH_PYTHON} && golden-path affected`,
    },
    devDependencies: { [own]: `^${version}` },
  };
}

function partsOfTypeScript({ platformPackage }: Repository) {
  const { name: own, version, peerDependencies, devDependencies } = library();
  return {
    scripts: {
      synth: SYNTH,
      test: 'node --import tsx --test test/*.test.ts',
      typecheck: 'tsc',
      lock: `${SYNTH} && golden-path lock`,
      affected: `${SYNTH} && golden-path affected`,
    },
    dependencies: sorted({
      ...peerDependencies,
      [own]: `^${version}`,
      ...(platformPackage && { [platformPackage.name]: platformPackage.version }),
    }),
    devDependencies: Object.fromEntries(TOOLS.map((tool) => [tool, devDependencies[tool]])),
  };
}

export function tsconfigJson(): string {
  return json({
    compilerOptions: {
      target: 'es2022',
      lib: ['es2022'],
      module: 'node16',
      types: ['node'],
      strict: true,
      noImplicitReturns: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      esModuleInterop: true,
      skipLibCheck: true,
      noEmit: true,
      allowImportingTsExtensions: true,
    },
    include: ['*.ts', 'test'],
  });
}

export function cdktfJson({ name, python }: Repository): string {
  return json({
    language: python ? 'python' : 'typescript',
    app: python ? SYNTH_PYTHON : APP,
    // Without this, cdktf writes a random one into the file.
    projectId: uuidOf(name),
    sendCrashReports: 'false',
  });
}

/** @see https://docs.npmjs.com/cli/configuring-npm/npmrc */
export function npmrc({ registry, scope, platformPackage }: Repository): string {
  const scopes = [scopeOf(library().name), scope, platformPackage && scopeOf(platformPackage.name)];
  const mapped = [...new Set(scopes)].filter((one) => one !== undefined).sort();
  return lines(
    "# The registry of these packages. All others come from npm's default registry.",
    ...mapped.map((one) => `${one}:registry=${registry}`),
    '# The token with read access comes from the environment. Never write it into a file. If you need no token, remove this line.',
    `${registry.replace(/^https?:/, '')}:_authToken=\${NODE_AUTH_TOKEN}`,
    '# None of the dependencies requires an install script, so install scripts are disabled.',
    'ignore-scripts=true',
  );
}

export function gitignore({ python }: Repository): string {
  const ofPython = python ? ['.venv/', '__pycache__/'] : [];
  return lines('node_modules/', ...ofPython, 'cdktf.out/', 'cdktf.log', '.terraform/', '*.tfstate', '*.tfstate.*');
}

/** Joins lines to a text. */
export function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function sorted(record: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * The same identifier for the same name.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-8
 */
function uuidOf(name: string): string {
  const hash = createHash('sha256').update(name).digest('hex');
  return [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`, hash.slice(20, 32)].join('-');
}

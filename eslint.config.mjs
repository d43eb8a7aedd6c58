import stylistic from '@stylistic/eslint-plugin';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** What each folder of lib/ may import besides itself. An arrow that points back, or sideways, is an error. */
const PLATFORM = ['core', 'platform'];
const SYNTHESIS = [...PLATFORM, 'guardrails', 'output', 'stack'];
const SERVICE = [...SYNTHESIS, 'service'];
const MAY_IMPORT = {
  core: [],
  platform: ['core'],
  guardrails: PLATFORM,
  output: [...PLATFORM, 'guardrails'],
  stack: [...PLATFORM, 'guardrails', 'output'],
  service: SYNTHESIS,
  data: SERVICE,
  gitops: SERVICE,
  repository: SERVICE,
  observability: SERVICE,
  reports: ['core'],
  modules: [...SERVICE, 'data'],
  testing: [...SERVICE, 'gitops'],
  cli: [...SERVICE, 'data', 'gitops', 'repository', 'observability', 'reports', 'modules', 'testing', 'index.ts'],
};

/** What a companion says about itself is for everybody above the services. */
const DESCRIPTIONS = ['data/companions.ts', 'data/shared/companion-description.ts'];

const zones = Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
  target: `./lib/${folder}`,
  from: './lib',
  except: [folder, ...allowed, ...(allowed.includes('service') ? DESCRIPTIONS : [])].map((name) => `./${name}`),
  message: `lib/${folder} may import ${listed(allowed)}. Arrows go core <- platform <- guardrails <- output <- stack <- service `
    + '<- data, gitops, repository, observability, and never back or sideways: move what both sides need down, or pass it in as a prop '
    + '(CONTRIBUTING.md, "Import direction").',
}));

function listed(folders) {
  return folders.length === 0 ? 'no other folder of lib' : `only ${folders.map((name) => `lib/${name}`).join(', ')}`;
}

/** The package root of a provider loads every resource that the provider has. */
const PROVIDER_BARREL = {
  regex: '^@cdktf/provider-[^/]+(/lib(/index)?)?/?$',
  message: "Import one resource by its path, as in '@cdktf/provider-aws/lib/iam-role': the provider's root loads every resource, "
    + 'which takes seconds and hundreds of megabytes in every synth.',
};

const SOURCES_FROM_APP = {
  regex: '^\\.{1,2}/(.*/)?lib(/|$)',
  message: "An app imports '@golden-path/constructs', as a team's repository does: what is not in lib/index.ts is not theirs to use.",
};

/** Constructs are pure: the same input gives the same bytes, on every machine and at any time. */
const IMPURE = [
  ["MemberExpression[object.name='process'][property.name='env']", 'the environment'],
  ["CallExpression[callee.object.name='Date'][callee.property.name='now']", 'the clock'],
  ["NewExpression[callee.name='Date'][arguments.length=0]", 'the clock'],
  ["CallExpression[callee.object.name='Math'][callee.property.name='random']", 'chance'],
].map(([selector, what]) => ({
  selector,
  message: `Output is a pure function of its input, and this reads ${what}: take the value as a prop and let the app decide.`,
}));

/** What reports are handed by the command. */
const OUTSIDE_GLOBALS = ['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'process', 'performance'].map((name) => ({
  name,
  message: 'lib/reports asks nobody and waits for nothing by itself: take a Send, a Clock or a Store, which lib/cli hands in.',
}));

const OUTSIDE_MODULES = {
  regex: '^(node:)?(fs|net|http|https|http2|tls|dns|dgram|child_process|worker_threads|process|timers|perf_hooks|os|undici)(/|$)',
  message: 'lib/reports reaches nothing outside: take a Send, a Clock or a Store, which lib/cli hands in.',
};

const BARE_ERROR = {
  selector: "ThrowStatement > NewExpression[callee.name='Error']",
  message: 'Throw a GoldenPathError (lib/core/errors): users key on its code, and it lists every problem with its path and fix.',
};

const EXPORT_ALL = {
  selector: 'ExportAllDeclaration',
  message: 'lib/index.ts is the only door and each of its lines is a promise: name what is exported.',
};

const MAX_LEN = { code: 140, ignoreUrls: true, ignoreRegExpLiterals: true };

/** A unit test needs nothing but Node: what other programs judge stands apart. */
const NO_CONFORMANCE = {
  regex: '^(\\.{1,2}/)+conformance(/|$)',
  message: 'A unit test asks no other program: move the test to conformance/, or what both need to test/support/ (conformance/README.md).',
};

export default tseslint.config(
  {
    ignores: [
      '**/node_modules', '**/cdktf.out', 'build', 'dist', 'packages/*/dist', 'coverage', 'test/golden', 'lib/repository/skeletons/*/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.recommended,
  stylistic.configs.customize({ indent: 2, quotes: 'single', semi: true, arrowParens: true, braceStyle: '1tbs' }),
  {
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.mjs', '.json'] })] },
    rules: {
      '@stylistic/max-len': ['error', MAX_LEN],
      '@stylistic/operator-linebreak': 'off',
      '@stylistic/quote-props': 'off',
      '@stylistic/quotes': ['error', 'single', { avoidEscape: true }],
      'curly': ['error', 'multi-line'],
      'eqeqeq': 'error',
      'import-x/first': 'error',
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-useless-path-segments': 'error',
      'import-x/order': ['error', {
        'groups': ['builtin', 'external', 'parent', 'sibling', 'index'],
        // These are linked into node_modules, and for a reader they are packages like any other.
        'pathGroups': [{ pattern: '@{acme,golden-path}/**', group: 'external' }],
        'pathGroupsExcludedImportTypes': ['builtin'],
        'alphabetize': { order: 'asc', caseInsensitive: true },
        'newlines-between': 'never',
      }],
      // Lines of code: documentation makes no file harder to read.
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'no-param-reassign': ['error', { props: true }],
      'object-shorthand': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-member-accessibility': 'error',
      '@typescript-eslint/member-ordering': ['error', {
        default: {
          memberTypes: [
            'static-field', 'static-method', 'instance-field', 'constructor', 'public-instance-method', 'private-instance-method',
          ],
        },
      }],
      '@typescript-eslint/no-shadow': 'error',
    },
  },
  {
    files: ['lib/**/*.ts'],
    rules: {
      'import-x/no-extraneous-dependencies': ['error', { devDependencies: false, peerDependencies: true }],
      'import-x/no-restricted-paths': ['error', { zones }],
      'no-console': 'error',
      'no-restricted-imports': ['error', { patterns: [PROVIDER_BARREL] }],
      'no-restricted-syntax': ['error', BARE_ERROR, ...IMPURE],
    },
  },
  {
    files: ['lib/index.ts'],
    rules: { 'no-restricted-syntax': ['error', BARE_ERROR, EXPORT_ALL, ...IMPURE] },
  },
  {
    // A report is made from what is handed in; the command hands in the network, the disk and the clock.
    files: ['lib/reports/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...OUTSIDE_GLOBALS],
      'no-restricted-imports': ['error', { patterns: [PROVIDER_BARREL, OUTSIDE_MODULES] }],
    },
  },
  {
    // The command is where the outside world comes in.
    files: ['lib/cli/**/*.ts'],
    rules: { 'no-console': 'off', 'no-restricted-syntax': ['error', BARE_ERROR] },
  },
  {
    // A command that needs the constructs loads them when it runs: the others start without them.
    files: ['lib/cli/**/{command,commands}.ts'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['apps/**/*.ts', 'examples/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [PROVIDER_BARREL, SOURCES_FROM_APP] }] },
  },
  {
    // A benchmark measures what loading costs, and a test loads a module again.
    files: ['bench/**/*.ts', 'conformance/**/*.ts', 'test/**/*.ts'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['conformance/**/*.test.ts', 'conformance/{referees,workflows,runbooks,e2e}/**/*.ts', 'test/**/*.ts'],
    rules: {
      // A test quotes a message in full and plants a fault, each on one line.
      '@stylistic/max-len': ['error', { ...MAX_LEN, ignoreStrings: true, ignoreTemplateLiterals: true }],
      '@stylistic/max-statements-per-line': 'off',
      'no-param-reassign': 'off',
      'no-restricted-imports': ['error', { patterns: [PROVIDER_BARREL] }],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [PROVIDER_BARREL, NO_CONFORMANCE] }] },
  },
);

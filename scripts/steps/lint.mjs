import { run, tool } from '../support/run.mjs';

/** Imports Backstage, which only the package's own install brings: its types are checked where it is compiled (npm run conformance). */
const BACKSTAGE = ['packages/*/src/index.ts', 'packages/*/src/backstage/**'];

/** Asks the linter about files: everything that needs no types. */
export async function lint(...files) {
  await run(tool('eslint', '--max-warnings=0', ...files));
}

/** Checks every type with the native compiler of TypeScript 7, and the rules of .oxlintrc.json, which ask for types. A step of a report. */
export async function checkTypes() {
  await run(tool('oxlint', '--type-check', '--format=unix', ...BACKSTAGE.map((pattern) => `--ignore-pattern=${pattern}`)));
  await run(tool('oxlint', '--format=unix', '--no-error-on-unmatched-pattern', 'packages'));
}

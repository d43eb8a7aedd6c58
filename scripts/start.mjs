// npm start: from a fresh clone to synthesised stacks. Nothing but Node may be imported before the install.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from './steps/build.mjs';
import { install } from './steps/install.mjs';
import { writeReports } from './steps/reports.mjs';
import { OUTPUT, readManifest, synthesise } from './steps/synth.mjs';
import { filesBelow, foldersIn } from './support/files.mjs';
import { Report } from './support/report.mjs';
import { ROOT } from './support/run.mjs';

const report = new Report('Golden Path: the examples');
const done = await report.step('install', install) && await report.step('build', compile) && await report.step('synth', synthesise)
  && await report.step('reports', writeReports);
if (done) {
  const stacks = Object.values(readManifest().stacks).map(describe);
  printTree(stacks);
  printNext(stacks);
} else {
  report.finish();
}

/** What a stack holds and for whom, as its own output says. */
function describe({ name, synthesizedStackPath }) {
  const config = JSON.parse(readFileSync(join(ROOT, OUTPUT, synthesizedStackPath), 'utf8'));
  const tags = Object.entries(config.provider?.aws?.[0]?.default_tags?.[0]?.tags ?? {});
  const tag = (suffix) => tags.find(([key]) => key.endsWith(suffix))?.[1];
  return {
    name,
    path: synthesizedStackPath,
    service: tag('app.kubernetes.io/name') ?? name,
    environment: tag('/env') ?? 'every environment',
    team: tag('/team') ?? 'the platform team',
    resources: Object.values(config.resource ?? {}).reduce((sum, instances) => sum + Object.keys(instances).length, 0),
  };
}

function printTree(stacks) {
  const width = Math.max(...stacks.map(({ path }) => path.length));
  console.log(`\n${OUTPUT}/`);
  for (const service of new Set(stacks.map((stack) => stack.service))) {
    const own = stacks.filter((stack) => stack.service === service);
    console.log(`  ${service}, for the team ${own[0].team}`);
    for (const { environment, path, resources } of own) {
      console.log(`    ${environment.padEnd(14)} ${path.padEnd(width)}  ${resources} resources`);
    }
  }
  for (const folder of foldersIn(join(ROOT, OUTPUT)).filter((name) => name !== 'stacks')) {
    console.log(`  ${folder}/ ${filesBelow(join(ROOT, OUTPUT, folder)).length} files`);
  }
}

function printNext(stacks) {
  const { name, path, service } = stacks.find(({ environment }) => environment === 'production') ?? stacks[0];
  const source = existsSync(join(ROOT, 'apps', service, 'main.ts')) ? `apps/${service}/main.ts` : 'apps/';
  const folder = `${OUTPUT}/stacks/${name}`;
  console.log(`
Next
  read      ${OUTPUT}/${path}
  look      ${OUTPUT}/reports/index.html, the platform of the example organisation in figures
  change    ${source}, then npm start again
  validate  terraform -chdir=${folder} init -backend=false && terraform -chdir=${folder} validate
  test      npm test; with the tools that need a download: npm run conformance
`);
}

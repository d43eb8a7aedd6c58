import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inEnvironment } from './team.mjs';

/** Mistakes that a type checker finds in the editor. */
const TYPE_FAULTS = [
  ['a text for a number', 'replica_count=3 if', 'replica_count="three" if', 'main.py'],
  ['a prop that does not exist', 'team_name="ledger"', 'teem_name="ledger"', 'main.py'],
  ['a dict in a list', 'CatalogLink(title="Reports", url="https://reports.internal.acme.io/ledger")', '{"title": "Reports"}', 'application.py'],
  ['an object that nothing connects to', 'service.connect_to(database)', 'service.connect_to(stack)', 'main.py'],
];

/** A strict type checker accepts the service with the library's own types, and finds planted mistakes. */
export async function typeChecker({ team }) {
  const problems = [];
  const sound = await check(team);
  if (sound.code !== 0) return { problems: [sound.output] };
  for (const [what, from, to, file] of TYPE_FAULTS) {
    const outcome = await withFault(join(team, file), from, to, () => check(team));
    if (outcome.code === 0 || !outcome.output.includes(file)) problems.push(`${what} is not found:\n${outcome.output}`);
  }
  return { checked: 1 + TYPE_FAULTS.length, problems };
}

/** The team's tests pass, and fail where the service loses what they are about. */
export async function ownTests({ team }) {
  const sound = await pytest(team);
  const passed = /(\d+) passed/.exec(sound.output)?.[1];
  if (sound.code !== 0 || !passed) return { problems: [sound.output] };
  const application = join(team, 'application.py');
  const faulty = await withFault(application, '0 5 * * *', '0 6 * * *', () => pytest(team));
  const problems = /1 failed/.test(faulty.output) ? [] : [`a report at another hour passes the tests:\n${faulty.output}`];
  return { checked: Number(passed) + 1, problems };
}

function pytest(team) {
  return inEnvironment(team, ['pytest', '--quiet', '-p', 'no:cacheprovider']);
}

function check(team) {
  return inEnvironment(team, ['basedpyright', '--level', 'error']);
}

async function withFault(file, from, to, action) {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(file, text.replace(from, to));
  try {
    return await action();
  } finally {
    writeFileSync(file, text);
  }
}

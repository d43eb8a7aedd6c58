import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, wheelAt } from '../../../scripts/release/publish/files.mjs';
import { publishWheel } from '../../../scripts/release/publish/python.mjs';
import { packLibraryWheel } from '../../../scripts/release/python/wheels.mjs';
import { ROOT } from '../../../scripts/support/run.mjs';
import { PASSWORDS } from './registry.mjs';
import { uv } from './tools.mjs';

/** The library, the providers and the platform team's own package are published as a release does it, and what is wrong is refused. */
export async function published({ folder, tools, providers, registry }) {
  const wheels = join(folder, 'wheels');
  mkdirSync(wheels);
  const library = await packLibraryWheel(wheels);
  for (const file of readdirSync(providers)) cpSync(join(providers, file), join(wheels, file));
  // A build leaves files in its folder.
  const platform = join(folder, 'acme-platform');
  cpSync(join(ROOT, 'apps/acme/python'), platform, { recursive: true });
  await uv(tools, platform, '', 'build', '--quiet', '--wheel', '--out-dir', wheels);
  const files = readdirSync(wheels).filter((file) => file.endsWith('.whl'));
  const settings = { ...registry, user: 'publisher', token: PASSWORDS.publisher };
  const described = files.map((file) => wheelAt(wheels, file));
  const own = described.find(({ file }) => file === library);

  const wrong = { ...settings, token: 'wrong' };
  const problems = [await refusal('a wrong password', /answered 401|answered 403/, () => publishWheel(own, wheels, wrong))];
  for (const wheel of described) await publishWheel(wheel, wheels, settings);
  const again = await publishWheel(own, wheels, settings);
  if (!again.note.endsWith('is there already')) problems.push(`a release that runs again published ${again.note}`);
  writeFileSync(join(wheels, 'other.whl'), 'another');
  const other = { ...own, sha256: digestOf(join(wheels, 'other.whl')) };
  problems.push(await refusal('another file of the name', /is another file/, () => publishWheel(other, wheels, settings)));
  return { checked: 3 + files.length, problems: problems.filter(Boolean), note: `${files.length} wheels` };
}

async function refusal(what, expected, action) {
  const outcome = await action().then(() => 'was taken', (error) => error.message);
  return expected.test(outcome) ? undefined : `${what}: ${outcome}`;
}

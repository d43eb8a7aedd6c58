import * as fs from 'node:fs';
import * as path from 'node:path';
import { hashOf } from '../../lib/core/names';
import { temporaryFolder } from '../support/synth';
import { command, write } from './fixture';
import type { Ended } from './fixture';

const PLATFORM = `const { Platform: Made } = require('@golden-path/constructs');
const of = (domain) => new Made({
  organization: 'shop', domain, teams: [{ name: 'orders' }],
  environments: [{
    name: 'dev', awsAccountId: '111122223333', awsRegion: 'eu-central-1', clusterName: 'shop-dev',
    clusterEndpoint: 'https://9A8B.eks.example', clusterCertificateAuthority: 'ZGV2',
  }],
});
`;

/** Runs the command in a folder with a file of code. */
async function module(folder: string, code: string, ...options: string[]): Promise<Ended> {
  // A name of its own for each text: code that was loaded once is not read again.
  const file = `platform-${hashOf(code)}.js`;
  write(folder, { [file]: `${PLATFORM}${code}` });
  const places = ['--platform', path.join(folder, file), '--out', path.join(folder, 'out')];
  const ended = await command('module', 'object-bucket', ...places, ...options);
  return { ...ended, printed: ended.printed.replaceAll(folder, '.'), complaint: ended.complaint.replaceAll(folder, '.') };
}

describe('golden-path module', () => {
  test('writes a module, and later what changed of it', async () => {
    const folder = temporaryFolder();
    const first = await module(folder, "exports.shop = of('shop.example');");
    expect(first).toMatchObject({ status: 0, complaint: '' });
    expect(first.printed).toContain('new       variables.tf\n');
    const target = path.join(folder, 'out', 'object-bucket');
    fs.mkdirSync(path.join(target, '.terraform'));
    write(target, { '.terraform/x': '', 'old.tf': '' });
    const { printed } = await module(folder, "exports.shop = of('other.example');");
    expect(printed.split('\n')).toEqual(expect.arrayContaining(['changed   main.tf', 'removed   old.tf', 'Written to ./out/object-bucket.']));
    expect(fs.existsSync(path.join(target, 'old.tf'))).toBe(false);
    expect(await module(folder, "exports.shop = of('other.example');")).toMatchObject({ status: 0, printed: 'Nothing changes.\n' });
  });

  test('refuses a folder with other files, and a file without a platform, in one error', async () => {
    const folder = temporaryFolder();
    write(path.join(folder, 'out', 'object-bucket'), { 'notes.txt': 'mine' });
    const { status, complaint } = await module(folder, 'exports.shop = { organization: 1 };');
    expect(status).toBe(1);
    expect(complaint).toContain('2 problems');
    expect(complaint).toContain('a file that exports no Platform of this package');
    expect(complaint).toContain('notes.txt');
    expect(fs.readdirSync(path.join(folder, 'out', 'object-bucket'))).toEqual(['notes.txt']);
  });

  test('says so if the platform is of another copy of the package', async () => {
    const other = 'exports.x = new (class Platform {})();';
    const { complaint } = await module(temporaryFolder(), other);
    expect(complaint).toContain('a Platform of another copy of this package');
  });

  test.each(['module.exports = null;', 'exports.x = Object.create(null);', 'module.exports = 1;'])('refuses %s', async (code) => {
    expect((await module(temporaryFolder(), code)).complaint).toContain('a file that exports no Platform of this package');
  });

  test('says so if TypeScript needs tsx', async () => {
    const folder = temporaryFolder();
    write(folder, { 'platform.ts': '' });
    const { complaint } = await command('module', 'object-bucket', '--platform', path.join(folder, 'platform.ts'), '--out', folder);
    expect(complaint).toContain('npm install --save-dev tsx');
  });

  test('asks which platform, if there are several', async () => {
    const folder = temporaryFolder();
    const two = "exports.a = of('a.example'); exports.b = of('b.example');";
    expect((await module(folder, two)).complaint).toContain("a Platform under each of 'a', 'b'");
    expect((await module(folder, two, '--export', 'c')).complaint).toContain("a Platform under the name 'c'");
    expect(await module(folder, two, '--export', 'b')).toMatchObject({ status: 0 });
    expect(fs.readFileSync(path.join(folder, 'out', 'object-bucket', 'main.tf'), 'utf8')).toContain('b.example/team');
  });

  test('names a file that is not there, and refuses a module that is none', async () => {
    const folder = temporaryFolder();
    const gone = await command('module', 'object-bucket', '--platform', path.join(folder, 'gone.js'), '--out', folder);
    expect(gone.complaint).toContain('got no file');
    expect((await command('module', 'no-such', '--platform', 'x')).status).toBe(2);
  });
});

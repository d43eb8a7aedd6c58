import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { growEstate } from '../../test/support/grown-estate';
import { temporaryFolder } from '../../test/support/synth';

// Tens of thousands of files are written and read.
jest.setTimeout(1_800_000);

const MAIN = path.join(__dirname, '../../build/cli/main.js');

/** Says at the end what the process took. */
const METER = `process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  require('node:fs').writeFileSync(process.env.METER, JSON.stringify({ cpuMs: (user + system) / 1000, peakMb: process.resourceUsage().maxRSS / 1024 }));
});`;

const [FEWER, MORE] = [1000, 5000];

/** What a service may cost more where there are five times as many. */
const MOST_COST = 1.25;

/** A command that reads all stacks. */
interface Reader {
  readonly args: readonly string[];
  /** What a service may add to its memory. */
  readonly mostKb: number;
}

/** A sync shows and writes all changes or none, and has the texts of both sides; the others have hashes. */
const READERS: Readonly<Record<string, Reader>> = {
  'lock': { args: ['lock'], mostKb: 80 },
  'lock --check': { args: ['lock', '--check'], mostKb: 80 },
  'affected': { args: ['affected', '--format', 'json'], mostKb: 80 },
  'sync': { args: ['sync', 'checkout', '--yes'], mostKb: 250 },
  'sync again': { args: ['sync', 'checkout', '--yes'], mostKb: 250 },
};

interface Use {
  readonly cpuMs: number;
  readonly peakMb: number;
}

/** What each command takes for an estate. */
function measure(services: number): Readonly<Record<string, Use>> {
  const root = temporaryFolder();
  growEstate(path.join(root, 'cdktf.out'), services);
  fs.mkdirSync(path.join(root, 'checkout'));
  const [meter, result] = [path.join(root, 'meter.cjs'), path.join(root, 'meter.json')];
  fs.writeFileSync(meter, METER);
  const used = Object.entries(READERS).map(([name, { args }]) => {
    const env = { ...process.env, METER: result };
    const { status, stderr } = spawnSync(process.execPath, ['--require', meter, MAIN, ...args], { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] });
    expect([name, status, String(stderr)]).toEqual([name, 0, '']);
    return [name, JSON.parse(fs.readFileSync(result, 'utf8')) as Use] as const;
  });
  fs.rmSync(root, { recursive: true });
  return Object.fromEntries(used);
}

test(`${MORE} services cost each what ${FEWER} do, in time and in memory`, () => {
  const [fewer, more] = [FEWER, MORE].map(measure);
  const found = Object.keys(READERS).map((name) => ({
    name,
    cost: (more[name].cpuMs / fewer[name].cpuMs) * (FEWER / MORE),
    kbPerService: ((more[name].peakMb - fewer[name].peakMb) * 1024) / (MORE - FEWER),
    peakMb: more[name].peakMb,
  }));
  const lines = found.map(({ name, cost, kbPerService, peakMb }) =>
    `${name}: ${cost.toFixed(2)} of the cost per service, ${kbPerService.toFixed(1)} KB per service, ${peakMb.toFixed(0)} MB`);
  process.stdout.write(`${lines.join('\n')}\n`);
  expect(found.filter(({ name, cost, kbPerService }) => cost > MOST_COST || kbPerService > READERS[name].mostKb)).toEqual([]);
});

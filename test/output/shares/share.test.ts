import * as fs from 'node:fs';
import * as path from 'node:path';
import { ServiceStack } from '@golden-path/constructs';
import type { MicroserviceInfra } from '@golden-path/constructs';
import { App, Aspects, TerraformOutput } from 'cdktf';
import type { ISynthesisSession, TerraformStack } from 'cdktf';
import { REQUEST_KEY } from '../../../lib/output/shares/request';
import type { SynthRequest } from '../../../lib/output/shares/request';
import { CHUNK, NOTHING, reportShare } from '../../../lib/output/shares/share';
import { thrownBy } from '../../support/errors';
import { aPlatform } from '../../support/platform';
import { aService, temporaryFolder } from '../../support/synth';
import { everythingIn } from '../everything';

const platform = aPlatform();

/** The services that tests name, and some with permissions that need a reason. */
const SERVICES = [0, 1, 3, 5, 10, 15, 17];

/** More stacks than one process takes at once. Most of them hold nothing, which takes little time. */
function synthesise(request?: SynthRequest, change: (app: App) => void = () => undefined): Record<string, string> {
  const outdir = request?.outdir ?? temporaryFolder();
  const app = new App({ outdir, context: request && { [REQUEST_KEY]: request } });
  for (let index = 0; index < CHUNK + 2; index += 1) {
    const serviceName = `service-${index}`;
    if (!SERVICES.includes(index)) {
      new ServiceStack(app, `${serviceName}-staging`, { platform, environment: 'staging' });
      continue;
    }
    const service = aService(app, { serviceName }, { platform });
    if (index % 5 === 0) service.grant(['s3:*'], ['*'], `the ${index}th service of the tests needs it`);
  }
  change(app);
  app.synth();
  return everythingIn(outdir);
}

/** Lets two processes have their turns in one: the second one takes the first chunk, the first one the rest. */
function inTwoParts(change?: (app: App) => void): { helper: Record<string, string>; output: Record<string, string>; folder: string } {
  const folder = temporaryFolder();
  const share = { folder, count: 2, startedBy: process.pid };
  const theRest = path.join(folder, 'claims', '1');
  fs.mkdirSync(path.dirname(theRest));
  fs.writeFileSync(theRest, '');
  const helper = synthesise({ share: { ...share, index: 1 } }, change);
  fs.rmSync(theRest);
  return { helper, output: synthesise({ share: { ...share, index: 0 } }, change), folder };
}

const alone = synthesise();

test('two processes write the same bytes as one, and the one that helps writes nothing itself', () => {
  const { folder, helper, output } = inTwoParts();
  expect(output).toEqual(alone);
  expect(Object.keys(helper)).toEqual(['stacks']);
  expect(Object.keys(JSON.parse(fs.readFileSync(path.join(folder, 'made-1.json'), 'utf8')).manifests)).toHaveLength(CHUNK);
  expect(alone['golden-path.json']).toContain('the 15th service of the tests needs it');
  expect(alone['golden-path.json']).toContain('the 0th service of the tests needs it');
});

test('what one pass does not do is done by the process that puts the parts together', () => {
  const visited = new Set<string>();
  const { folder, output } = inTwoParts((app) => {
    Aspects.of(app.node.findChild('service-3-staging')).add({ visit: (node) => void visited.add(node.node.path) });
  });
  expect(JSON.parse(fs.readFileSync(path.join(folder, 'made-1.json'), 'utf8'))).toMatchObject({ good: false });
  expect(output).toEqual(alone);
  expect(visited).toContain('service-3-staging/Infra');
});

test('a reference to another stack is found in the part of another process', () => {
  const refers = (app: App) => {
    const [from, to] = ['service-17-staging', 'service-3-staging'].map((id) => app.node.findChild(id) as TerraformStack);
    new TerraformOutput(to, 'Theirs', { value: (from.node.findChild('Infra') as MicroserviceInfra).role.arn });
  };
  const message = thrownBy(() => synthesise(undefined, refers)).message;
  expect(thrownBy(() => inTwoParts(refers)).message).toBe(message);
  expect(message).toContain("got a value of the stack 'service-17-staging'");
});

test('a file that a synthesizer of somebody writes beside the stacks is in the output', () => {
  const writes = (app: App) => {
    const stack = app.node.findChild('service-3-staging') as TerraformStack;
    const { synthesizer } = stack;
    const synthesize = (session: ISynthesisSession) => {
      synthesizer.synthesize(session);
      fs.writeFileSync(path.join(session.outdir, 'beside.txt'), 'mine');
    };
    stack.synthesizer = { synthesize };
  };
  expect(inTwoParts(writes).output).toEqual({ ...alone, 'beside.txt': 'mine' });
});

test('an error in the part of another process is told as one process tells it', () => {
  const breaks = (app: App) => {
    const stack = app.node.findChild('service-1-staging') as TerraformStack;
    stack.addOverride('terraform.backend', { local: {} });
  };
  const message = thrownBy(() => synthesise(undefined, breaks)).message;
  expect(thrownBy(() => inTwoParts(breaks)).message).toBe(message);
  expect(message).toContain('service-1-staging');
});

test('a process that is gone, or that made another app, is made up for', () => {
  for (const made of [NOTHING, { ...NOTHING, good: true, ids: ['other'] }]) {
    const folder = temporaryFolder();
    reportShare(folder, 1, made);
    expect(synthesise({ share: { folder, index: 0, count: 2, startedBy: process.pid } })).toEqual(alone);
  }
});

test('a second app of a process is nobody else\'s part', () => {
  const folder = temporaryFolder();
  const share = { folder, index: 0, count: 1, startedBy: process.pid };
  expect(synthesise({ share })).toEqual(alone);
  expect(synthesise({ share })).toEqual(alone);
});

test('only the services that are asked for are written, as in the output of all', () => {
  const outdir = temporaryFolder();
  const files = synthesise({ only: ['service-3', 'service-17-staging'], outdir });
  const stacks = Object.keys(files).filter((name) => name.endsWith('cdk.tf.json'));
  expect(stacks).toEqual(['stacks/service-17-staging/cdk.tf.json', 'stacks/service-3-staging/cdk.tf.json']);
  for (const file of stacks) expect(files[file]).toBe(alone[file]);
  expect(Object.keys(JSON.parse(files['golden-path.json']).stacks).sort()).toEqual(['service-17-staging', 'service-3-staging']);
});

test('a service that is not there is refused, and so is the output folder of the whole app', () => {
  const outdir = temporaryFolder();
  const refused = thrownBy(() => {
    const app = new App({ outdir, context: { [REQUEST_KEY]: { only: ['chekout'], outdir: '/elsewhere' } } });
    aService(app, {}, { platform });
    app.synth();
  });
  expect(refused.message).toContain("did you mean 'checkout'?");
  expect(refused.message).toContain('all other stacks would be removed');
});

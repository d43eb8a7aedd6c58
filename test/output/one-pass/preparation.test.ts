import { PlatformStack } from '@golden-path/constructs';
import type { MicroserviceInfra } from '@golden-path/constructs';
import { Annotations, App, Aspects, Fn, Lazy, LocalBackend, TerraformAsset, TerraformLocal, TerraformOutput, TerraformStack, Testing } from 'cdktf';
import { aPlatform } from '../../support/platform';
import { aService, temporaryFolder } from '../../support/synth';
import { everythingIn } from '../everything';

const platform = aPlatform();

interface Synthesised {
  /** How often CDKTF asked an element for its JSON. */
  readonly passes: number;
  readonly files: Record<string, string>;
}

/** Two services and a stack without a platform, and what a test adds. */
function synthesise(add: (parts: Parts) => void, inTwoPasses = false): Synthesised {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  const [first, second] = ['first', 'second'].map((serviceName) => aService(app, { serviceName }, { platform }));
  const plain = new TerraformStack(app, 'plain');
  new LocalBackend(plain, { path: 'plain.tfstate' });
  const output = new TerraformOutput(first, 'Asked', { value: first.role.arn });
  const asked = jest.spyOn(output as unknown as { synthesizeAttributes(): object }, 'synthesizeAttributes');
  add({ app, first, second, plain });
  if (inTwoPasses) Aspects.of(TerraformStack.of(second)).add({ visit: () => undefined });
  app.synth();
  return { passes: asked.mock.calls.length, files: withoutTraces(everythingIn(outdir)) };
}

interface Parts {
  readonly app: App;
  readonly first: MicroserviceInfra;
  readonly second: MicroserviceInfra;
  readonly plain: TerraformStack;
}

/** An annotation notes the lines that led to it, also those of the test. */
function withoutTraces(files: Record<string, string>): Record<string, string> {
  const { 'manifest.json': manifest, ...others } = files;
  const text = JSON.stringify(JSON.parse(manifest, (key, value: unknown) => (key === 'stacktrace' ? [] : value)), undefined, 2);
  return { ...others, 'manifest.json': text };
}

const EXPRESSIONS: Record<string, (parts: Parts) => void> = {
  'nothing': () => undefined,
  'expressions in texts, lists and maps': ({ first }) => {
    const { role } = first;
    const value = { [`key-${role.name}`]: [role.arn, `${role.arn}/*`, 1.5e21, 'e+1'], list: Fn.tolist([role.maxSessionDuration]) };
    new TerraformLocal(first, 'Local', { ...value, nested: [{ a: undefined, b: null, c: [undefined, 1] }], number: role.maxSessionDuration });
  },
  'overrides of a stack and of a resource': ({ first, plain }) => {
    TerraformStack.of(first).addOverride('locals.mine', { arn: first.role.arn, gone: undefined });
    first.role.addOverride('description', `role ${first.role.name}`);
    plain.addOverride('locals', { a: ['b'] });
  },
  'what is noted of a construct': ({ first, second }) => {
    Annotations.of(first).addWarning('a warning');
    Annotations.of(second.role).addInfo('some information');
    first.node.addMetadata('mine', 'no annotation');
  },
  'a file beside that of the stack': ({ first }) => {
    const asset = new TerraformAsset(first, 'Asset', { path: __filename });
    new TerraformOutput(first, 'Path', { value: asset.path });
  },
  'a reference from a stack without a platform': ({ first, plain }) => {
    new TerraformOutput(plain, 'Arn', { value: first.role.arn });
  },
};

test.each(Object.keys(EXPRESSIONS))('needs one pass, and gives the same files as two: %s', (name) => {
  const once = synthesise(EXPRESSIONS[name]);
  const twice = synthesise(EXPRESSIONS[name], true);
  // What stacks outside the platform prepare is not asked of others.
  expect([once.passes, twice.passes]).toEqual([1, 2]);
  expect(once.files).toEqual(twice.files);
  expect(Object.keys(once.files)).toContain('stacks/plain/cdk.tf.json');
});

/** An aspect, a reference out of a stack of the platform, and what may do more than give a value. */
const UNSAFE: Record<string, { readonly add: (parts: Parts) => void; readonly shows: string }> = {
  'a function of somebody': {
    add: ({ first }) => {
      let calls = 0;
      new TerraformOutput(first, 'Calls', { value: Lazy.stringValue({ produce: () => `call ${(calls += 1)}` }) });
    },
    shows: '"value": "call 2"',
  },
  'a function that annotates': {
    add: ({ first }) => {
      const produce = () => {
        Annotations.of(first).addWarning('seen');
        return 'value';
      };
      new TerraformOutput(first, 'Warned', { value: Lazy.stringValue({ produce }) });
    },
    shows: '"message": "seen"',
  },
  'an element that adds another one': {
    add: ({ first }) => {
      class Adding extends TerraformLocal {
        public override toTerraform(): ReturnType<TerraformLocal['toTerraform']> {
          if (!this.node.tryFindChild('Added')) new TerraformOutput(this, 'Added', { value: 'late' });
          return super.toTerraform();
        }
      }
      new Adding(first, 'Adding', 1);
    },
    shows: '"value": "late"',
  },
  'an element that changes another one': {
    add: ({ first }) => {
      const changed = new TerraformOutput(first, 'Changed', { value: 'once' });
      class Changing extends TerraformLocal {
        public override toTerraform(): ReturnType<TerraformLocal['toTerraform']> {
          changed.addOverride('description', 'changed');
          return super.toTerraform();
        }
      }
      new Changing(first, 'Changing', 1);
    },
    shows: '"description": "changed"',
  },
  'a validation that adds an element': {
    add: ({ first }) => {
      const validate = () => {
        new TerraformOutput(first, 'Added', { value: 'late' });
        return [];
      };
      first.node.addValidation({ validate });
    },
    shows: '"value": "late"',
  },
  'a validation that adds an aspect to a later stack': {
    add: ({ first, second }) => {
      const visit = (node: unknown) => (node === second.role ? second.role.addOverride('description', 'by an aspect') : undefined);
      first.node.addValidation({
        validate: () => {
          Aspects.of(TerraformStack.of(second)).add({ visit });
          return [];
        },
      });
    },
    shows: '"description": "by an aspect"',
  },
  'an aspect that is too late to name an element': {
    add: ({ first }) => {
      const output = new TerraformOutput(first, 'Named', { value: 'once' });
      Aspects.of(first).add({ visit: (node) => (node === output ? output.overrideLogicalId('late') : undefined) });
    },
    shows: '"Infra_Named',
  },
};

test.each(Object.keys(UNSAFE))('has two passes, as CDKTF has them: %s', (name) => {
  const { add, shows } = UNSAFE[name];
  const { files, passes } = synthesise(add);
  expect(passes).toBeGreaterThan(1);
  expect(files).toEqual(synthesise(add, true).files);
  expect(Object.values(files).join('\n')).toContain(shows);
});

test('a validation runs once, and what it says of the app is said once', () => {
  const validate = jest.fn();
  const annotates = ({ first }: Parts) => {
    new TerraformOutput(first, 'Own', { value: Lazy.stringValue({ produce: () => 'value' }) });
    validate.mockImplementation(() => {
      Annotations.of(first).addWarning('seen');
      return [];
    });
    first.node.addValidation({ validate });
  };
  const { files, passes } = synthesise(annotates);
  expect([passes, validate.mock.calls.length]).toEqual([3, 1]);
  expect(files).toEqual(synthesise(annotates, true).files);
  expect(files['manifest.json'].split('"message": "seen"')).toHaveLength(2);
});

test('a validation is too late to name an element', () => {
  const renames = ({ first }: Parts) => {
    const output = new TerraformOutput(first, 'Named', { value: 'once' });
    first.node.addValidation({
      validate: () => {
        output.overrideLogicalId('late');
        return [];
      },
    });
  };
  const { files, passes } = synthesise(renames);
  expect(passes).toBe(1);
  expect(files).toEqual(synthesise(renames, true).files);
});

test('a reference out of a stack of the platform is found, wherever its target was rendered before', () => {
  const build = (inTwoPasses: boolean) => {
    const outdir = temporaryFolder();
    const app = new App({ outdir });
    const plain = new TerraformStack(app, 'plain');
    new LocalBackend(plain, { path: 'plain.tfstate' });
    const local = new TerraformLocal(plain, 'Local', 'value');
    const stack = new PlatformStack(app, 'platform-staging', { platform, environment: 'staging' });
    new TerraformOutput(stack, 'Theirs', { value: local.asString });
    if (inTwoPasses) Aspects.of(stack).add({ visit: () => undefined });
    return () => app.synth();
  };
  const message = /got a value of the stack 'plain'/;
  expect(build(false)).toThrow(message);
  expect(build(true)).toThrow(message);
});

test('a stack that somebody prepares and renders alone has its references to others', () => {
  const app = Testing.app({ outdir: temporaryFolder() });
  const first = aService(app, { serviceName: 'first' }, { platform });
  const second = TerraformStack.of(aService(app, { serviceName: 'second' }, { platform }));
  new TerraformOutput(second, 'Theirs', { value: first.role.arn });
  second.prepareStack();
  expect(() => second.toTerraform()).toThrow("got a value of the stack 'first-staging'");
});

test('an error of a token is told as CDKTF tells it', () => {
  const fails = ({ first }: Parts) => {
    const produce = () => {
      throw new Error('not today');
    };
    new TerraformOutput(first, 'Fails', { value: Lazy.stringValue({ produce }) });
  };
  expect(() => synthesise(fails)).toThrow(/^Resolution error: .*not today/);
});

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { MicroserviceInfra } from '../service/microservice-infra';
import { StackContext } from '../stack/stack-context';
import { AppOutput } from './app-output';
import type { AppParts } from './app-output';
import { QuestionError } from './failures';
import type { ManagedPolicies } from './permissions/documents';
import { Synthesis } from './synthesis';

/** Options of a synth. */
export interface SynthesizeOptions {
  /**
   * Documents of managed policies that are not in the output and that the stacks attach by ARN, by that ARN.
   *
   * @default - none: the permissions of such a policy are unknown
   */
  readonly managedPolicies?: ManagedPolicies;
  /**
   * The context of the app, like the key `context` of cdktf.json.
   *
   * @default - none
   */
  readonly context?: Readonly<Record<string, unknown>>;
}

/**
 * Synthesises an app like a team's `npm run synth`, with all of its checks, into a temporary folder.
 *
 * Throws the errors of the app and its synth, and `QuestionError` if the app has no stacks.
 *
 * @param build adds the stacks to the app
 */
export function synthesize(build: (app: App) => void, { managedPolicies = {}, context }: SynthesizeOptions = {}): Synthesis {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'golden-path-testing-'));
  try {
    const app = new App({ outdir, context });
    const result: unknown = build(app);
    if (result instanceof Promise) throw new QuestionError('synthesize: the function gave a promise; stacks have to be made at once');
    const parts = { ...partsOf(app), managedPolicies };
    app.synth();
    return new Synthesis(new AppOutput(filesIn(outdir), parts));
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}

function partsOf(app: App): Omit<AppParts, 'managedPolicies'> {
  const constructs = app.node.findAll();
  const stacks = constructs.filter((construct): construct is TerraformStack => TerraformStack.isStack(construct));
  if (stacks.length === 0) throw new QuestionError('synthesize: the function added no stack to the app');
  return {
    services: constructs.filter((construct) => construct instanceof MicroserviceInfra),
    environments: new Map(stacks.flatMap((stack) => contextsOf(stack).map(({ environment }) => [stack.node.id, environment]))),
  };
}

/** The context of a stack; undefined if it belongs to no platform. */
function contextsOf(stack: TerraformStack): StackContext[] {
  try {
    return [StackContext.of(stack)];
  } catch {
    return [];
  }
}

/** The text of every file below a folder, by its path in it. */
function filesIn(folder: string): Record<string, string> {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
  const files = paths.map((name) => [name.split(path.sep).join('/'), fs.readFileSync(path.join(folder, name), 'utf8')]);
  return Object.fromEntries(files.sort(([one], [other]) => (one < other ? -1 : 1)));
}

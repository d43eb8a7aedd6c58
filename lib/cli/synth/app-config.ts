import * as fs from 'node:fs';
import { isPlainObject } from '../../core/json';
import { show } from '../../core/problems';
import { Refusal } from '../refusal';

/** The file in which CDKTF's own command line looks for the app too. */
const CONFIG = 'cdktf.json';

/** The variable by which CDKTF's command line hands context to the app. */
export const CONTEXT_VARIABLE = 'CDKTF_CONTEXT_JSON';

/** How an app is run. */
export interface AppConfig {
  /** A line for the shell. */
  readonly app: string;
  /** The output folder. */
  readonly output: string;
  /** That of the file, and over it that of the environment. */
  readonly context: Readonly<Record<string, unknown>>;
}

/**
 * Reads how the app is run, as CDKTF's command line does.
 *
 * @see https://developer.hashicorp.com/terraform/cdktf/create-and-deploy/configuration-file
 */
export function readAppConfig(given: Partial<AppConfig>, env: NodeJS.ProcessEnv): AppConfig {
  const refusal = new Refusal('golden-path synth');
  const config = parsed(refusal, given.app);
  const app = given.app ?? config.app;
  const output = given.output ?? env.CDKTF_OUTDIR ?? config.output ?? 'cdktf.out';
  const context = config.context ?? {};
  const need = (isGood: boolean, path: string, got: unknown, allowed: string, fix: string) => {
    if (!isGood) refusal.add({ path: `${CONFIG}: ${path}`, got: show(got), allowed, fix });
  };
  if (!refusal.hasProblems) {
    const loops = typeof app === 'string' && /golden-path(\.js)? synth/.test(app);
    need(!loops, 'app', app, 'the command that runs the app itself', 'set it to what golden-path synth is to run');
    const isCommand = typeof app === 'string' && app.trim() !== '';
    need(isCommand, 'app', app, 'the command that runs the app', 'set it, such as "node --import tsx main.ts"');
    need(typeof output === 'string' && output !== '', 'output', output, 'a folder', 'remove it, and the folder is cdktf.out');
    need(isPlainObject(context), 'context', context, 'an object', 'remove it');
  }
  const further = contextOf(env, refusal);
  refusal.throwIfAny();
  return { app: app as string, output: output as string, context: { ...(context as object), ...further } };
}

/** The context of the environment; one that is empty is none, as CDKTF has it. */
function contextOf({ [CONTEXT_VARIABLE]: text }: NodeJS.ProcessEnv, refusal: Refusal): object {
  if (!text) return {};
  const fix = 'unset it, or set it to JSON such as {"key":"value"}';
  try {
    const context: unknown = JSON.parse(text);
    if (isPlainObject(context)) return context;
    refusal.add({ path: CONTEXT_VARIABLE, got: show(context), allowed: 'an object', fix });
  } catch (error) {
    refusal.add({ path: CONTEXT_VARIABLE, got: (error as Error).message, allowed: 'JSON', fix });
  }
  return {};
}

function parsed(refusal: Refusal, app: string | undefined): Record<string, unknown> {
  if (!fs.existsSync(CONFIG)) {
    if (app === undefined) {
      const fix = 'change to the folder of the app, or pass --app';
      refusal.add({ path: CONFIG, got: 'no such file', allowed: `a folder with ${CONFIG}`, fix });
    }
    return {};
  }
  try {
    const config: unknown = JSON.parse(fs.readFileSync(CONFIG, 'utf8'));
    if (isPlainObject(config)) return config;
    refusal.add({ path: CONFIG, got: show(config), allowed: 'an object', fix: 'write { "language": "typescript", "app": "..." }' });
  } catch (error) {
    refusal.add({ path: CONFIG, got: (error as Error).message, allowed: 'JSON', fix: 'mend it' });
  }
  return {};
}

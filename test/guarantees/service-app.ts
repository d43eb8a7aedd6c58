import { acme } from '@acme/platform';
import { MicroserviceInfra, ServiceStack } from '@golden-path/constructs';
import { App } from 'cdktf';
import type { GoldenPathError } from '../../lib/core/errors';
import { filesIn } from '../support/golden';
import { readStacks, temporaryFolder } from '../support/synth';
import type { Json } from '../support/synth';

/** An app of its own with one service in production, as a team's repository has it. */
export interface ServiceApp {
  readonly app: App;
  readonly stack: ServiceStack;
  readonly service: MicroserviceInfra;
  readonly outdir: string;
}

/** What a synth wrote. */
export interface Output {
  /** Each stack's Terraform, by the stack's id. */
  readonly stacks: Readonly<Record<string, Json>>;
  /** Every file's text, by its path in the output folder. */
  readonly files: Readonly<Record<string, string>>;
}

/** What came of writing something into an app: exactly one of them is there. */
export interface Outcome {
  readonly written?: Output;
  readonly refused?: GoldenPathError;
  /** An error that is not the library's own. */
  readonly crashed?: Error;
}

export const STACK_ID = 'payment-service-production';

/** The app that every entry of the corpora begins with. */
export function aServiceApp(): ServiceApp {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  const stack = new ServiceStack(app, STACK_ID, { platform: acme, environment: 'production' });
  const service = new MicroserviceInfra(stack, 'Infra', { serviceName: 'payment-service', teamName: 'payments', replicaCount: 3 });
  return { app, stack, service, outdir };
}

/** Writes something into an app of its own and synthesises it. */
export function outcomeOf(write: (app: ServiceApp) => void): Outcome {
  try {
    const it = aServiceApp();
    write(it);
    it.app.synth();
    return { written: { stacks: readStacks(it.outdir), files: filesIn(it.outdir) } };
  } catch (error) {
    return (error as Error).name === 'GoldenPathError' ? { refused: error as GoldenPathError } : { crashed: error as Error };
  }
}

/** An outcome in words, as a reader of a test's report needs them. */
export function told({ refused, crashed }: Outcome): string {
  return refused?.message ?? crashed?.stack?.split('\n').slice(0, 6).join('\n') ?? 'it was written';
}

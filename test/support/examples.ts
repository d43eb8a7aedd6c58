import * as path from 'node:path';
import { App } from 'cdktf';
import { ledgerWorker } from '../../apps/ledger-worker/main';
import { moduleRegistry } from '../../apps/module-registry/main';
import { paymentService } from '../../apps/payment-service/main';
import { platformStacks } from '../../apps/platform/main';
import { storefront } from '../../apps/storefront/main';
import { temporaryFolder } from './synth';

/** The examples, each as a function that adds its stacks to an app. */
export const EXAMPLES: Record<string, (app: App) => void> = {
  'ledger-worker': ledgerWorker,
  'module-registry': moduleRegistry,
  'payment-service': paymentService,
  'platform': platformStacks,
  storefront,
};

export const ROOT = path.join(__dirname, '..', '..');

/** Synthesises examples into a folder of their own, which it gives. */
export function synthExamples(...names: string[]): string {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  for (const name of names) EXAMPLES[name](app);
  app.synth();
  return outdir;
}

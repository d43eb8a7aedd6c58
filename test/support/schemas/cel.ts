import { runModule } from './run-module';
import type { Schema } from './schema';

/** A rule in the Common Expression Language, and the value that it is about. */
export interface CelCheck {
  readonly rule: string;
  readonly schema: Schema;
  readonly self: unknown;
  readonly oldSelf?: unknown;
}

/** What an evaluator of the Common Expression Language says of each rule: whether it holds, or why that cannot be said. */
export function evaluateRules(checks: readonly CelCheck[]): (boolean | string)[] {
  return checks.length === 0 ? [] : runModule('evaluate-rules.mjs', checks);
}

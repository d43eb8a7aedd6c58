import type { Action, Plan, ResourceChange } from './plan';
import { withoutPlan } from './plan';

/** The sentences with which Terraform announces a change, and their meaning. Lines with values are indented further. */
const SENTENCES: readonly (readonly [RegExp, Action])[] = [
  [/^ {1,2}# (\S.*?) will be created$/, 'create'],
  [/^ {1,2}# (\S.*?) will be updated in-place$/, 'update'],
  [/^ {1,2}# (\S.*?) is tainted, so must be replaced\b/, 'replace'],
  [/^ {1,2}# (\S.*?) (?:must|will) be replaced\b/, 'replace'],
  [/^ {1,2}# (\S.*?) will be destroyed$/, 'delete'],
  [/^ {1,2}# (\S.*?) will no longer be managed by /, 'forget'],
  [/^ {1,2}# \S.*? has moved to (\S.*)/, 'move'],
];

const TOTAL = /^Plan: (?:\d+ to \w+, )+\d+ to destroy/m;
const NO_CHANGES = /^No changes\./m;

const COLOURS = /\u001b\[[0-9;]*m/g;

/**
 * Reads the human-readable output of `terraform plan`, for a stack without JSON, usually because planning failed. Only addresses
 * and actions are used, because an error of a provider may quote anything.
 */
export function planOfText(text: string): Plan {
  const plain = text.replace(COLOURS, '').replace(/\r\n/g, '\n');
  const lines = plain.split('\n');
  const errors = lines.filter((line) => /^(?:[│╷╵|] ?)?Error: /.test(line)).length;
  const changes = lines.flatMap(announced);
  if (errors > 0) {
    const trouble = `planning failed with ${errors} ${errors === 1 ? 'error' : 'errors'}: see the log of its job`;
    return { ...withoutPlan(trouble), changes };
  }
  if (changes.length > 0 || TOTAL.test(plain) || NO_CHANGES.test(plain)) return { changes, drift: [], outputs: [] };
  return withoutPlan('its text is not a plan');
}

function announced(line: string): ResourceChange[] {
  for (const [sentence, action] of SENTENCES) {
    const address = sentence.exec(line)?.[1];
    if (address !== undefined) return [{ action, address, type: typeOf(address) }];
  }
  return [];
}

/** The type in an address such as `module.a["x.y"].aws_db_instance.main[0]`. */
function typeOf(address: string): string {
  return /^(?:module\.[^.[]+(?:\[[^\]]*\])?\.)*([^.[]+)/.exec(address)?.[1] ?? '';
}

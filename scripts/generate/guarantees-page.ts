import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import accepted from '../../conformance/checks/guarantees/accepted-findings.json';
import { ALL_OWN_GUARDRAILS } from '../../lib/data/own-guardrails';
import type { OwnGuardrail } from '../../lib/guardrails/expectations';
import type { Guardrail } from '../../lib/guardrails/guardrail';
import { StackKind } from '../../lib/guardrails/model/app-model';
import { GUARDRAILS } from '../../lib/guardrails/table';
import { NOT_CHECKED } from '../../test/guarantees/attacks';

/** How the table says whether a reason helps. */
const REASONS: Readonly<Record<Guardrail['lifted'], string>> = { all: 'yes', unreadable: 'if unreadable', nothing: 'no' };

/** How the table calls stacks, by the kind that applies the least. */
const WHERE: Readonly<Record<StackKind, string>> = {
  [StackKind.SERVICE]: 'services',
  [StackKind.TEAM]: 'teams',
  [StackKind.PLATFORM]: 'the platform',
  [StackKind.FOREIGN]: 'no platform',
};

/** More targets than this are on the page by their number. */
const MOST_TARGETS = 4;

/** What an error says of reasons, for which the page has a column. */
const OR_REASON = /, or a written reason\b/;

/** docs/guarantees.md, from the words in guarantees.md and the tables of the product. */
export function guaranteesPage(): string {
  const parts: Readonly<Record<string, string>> = {
    'chapters': chapters(),
    'own': table(['of', 'where', 'what must hold'], [...ALL_OWN_GUARDRAILS.values()].map(ownRow)),
    'not-checked': table(['what', 'why'], NOT_CHECKED.map(({ name, why }) => [name, sentence(why)])),
    'accepted': table(['scanner', 'check', 'where', 'why'], accepted.map(acceptedRow)),
  };
  const words = readFileSync(join(__dirname, 'guarantees.md'), 'utf8');
  return words.replace(/^<!-- ([a-z-]+) -->$/gm, (_, name: string) => parts[name]);
}

function acceptedRow({ tool, check, where, reason }: (typeof accepted)[number]): string[] {
  return [tool, code(check), code(where), reason];
}

function chapters(): string {
  const names = [...new Set(GUARDRAILS.map(({ chapter }) => chapter))];
  return names
    .map((name) => {
      const rows = GUARDRAILS.filter(({ chapter }) => chapter === name);
      return `## ${name}\n\n${table(['about', 'where', 'what must hold', 'stacks of', 'reason'], rows.map(guardrailRow))}`;
    })
    .join('\n\n');
}

function guardrailRow({ on, path, rule, stacks, lifted, ownToo }: Guardrail): string[] {
  const reason = `${REASONS[lifted]}${ownToo ? ', also for own resources' : ''}`;
  const whose = stacks.length === Object.keys(WHERE).length ? 'everyone' : stacks.map((kind) => WHERE[kind]).join(', ');
  return [targets(on), path === '' ? 'all of it' : codes(path), markup(rule.replace(OR_REASON, '')), whose, reason];
}

/** What is expected of each instance, by the name of what it is. */
const EXPECTED = {
  ...Object.fromEntries(
    [
      'apiVersion',
      'argument',
      'field',
      'groupPrefix',
      'kind',
      'majors',
      'maximum',
      'minimum',
      'name',
      'namespace',
      'resource',
      'rule',
      'service',
      'value',
    ].map((name) => [name, `<${name}>`]),
  ),
  fields: {},
  kept: Object.fromEntries(['replicas', 'min.insync.replicas', 'retention.ms', 'cleanup.policy'].map((name) => [name, `<${name}>`])),
  keys: ['<key>'],
  store: { name: '<store>' },
};

function ownRow({ on, path, rule }: OwnGuardrail): string[] {
  const text = typeof rule === 'string' ? rule : rule(EXPECTED).replace(/'/g, '');
  return [on.includes(' ') ? on : code(on), codes(path), markup(text)];
}

function targets(on: readonly string[]): string {
  if (on.length === 1 && on[0] === '*') return 'every resource';
  const shown = on.slice(0, MOST_TARGETS).map(code).join(', ');
  return on.length > MOST_TARGETS ? `${shown} and ${on.length - MOST_TARGETS} more` : shown;
}

function codes(path: string): string {
  return path.split(', ').map(code).join(', ');
}

function code(text: string): string {
  return `\`${text}\``;
}

/** What Markdown would read as a tag or an emphasis. */
function markup(text: string): string {
  return text.replace(/</g, '&lt;').replace(/\*/g, '\\*');
}

function sentence(text: string): string {
  return markup(text.charAt(0).toUpperCase() + text.slice(1));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`);
  return lines.join('\n');
}

import { GoldenPathError } from '../core/errors';
import type { Problem } from '../core/problems';
import type { Platform } from '../platform/platform';
import { attempt } from './derive/attempt';
import { commonTemplate } from './derive/common-template';
import { snake } from './derive/environment-data';
import type { Sample } from './derive/sample';
import { synthesise } from './derive/synthesise';
import { termsOf } from './derive/vocabulary';
import { raw, template } from './hcl/expression';
import type { Expression } from './hcl/expression';
import type { Inputs, ModuleKind, Rule } from './kinds/kind';

/** A rule of a module, with the message that the construct has for inputs that break it. */
export interface MessagedRule extends Rule {
  readonly message: Expression;
  /** Whole inputs that break it. */
  readonly broken: readonly Inputs[];
}

/** A rule with the message of the construct, which is made to refuse the inputs that break it. */
export function withMessage(kind: ModuleKind, platform: Platform, base: Inputs, rule: Rule): MessagedRule {
  const path = rule.path ?? (rule.at as { prop: string }).prop;
  const broken = rule.breaks.map((breaks) => ({ ...base, ...breaks }) as Inputs);
  const problems = broken.map((inputs) => problemOf(kind, platform, inputs, path));
  const samples = broken.map((inputs) => bare(kind, platform, inputs));
  const terms = termsOf(kind, platform).map((term) => ({ ...term, of: (sample: Sample) => attempt(() => term.of(sample)) }));
  const said = (field: 'allowed' | 'fix') => {
    const parts = commonTemplate(terms, samples, problems.map((problem) => problem[field]));
    return parts?.map((part) => (typeof part === 'string' ? inHcl(kind, platform, part) : raw(part.inText ?? part.hcl)));
  };
  const [allowed, fix] = [said('allowed'), said('fix')];
  const message = [
    `Invalid ${snake(path).replace(/_/g, path.includes(' ') ? ' ' : '_')}.`,
    ...(allowed ? ['\nallowed: ', ...allowed] : []),
    ...(fix && !rule.isLimit ? ['\nfix: ', ...fix] : []),
  ];
  return { ...rule, broken, message: template(joined(message)) };
}

function problemOf(kind: ModuleKind, platform: Platform, inputs: Inputs, path: string): Problem {
  try {
    synthesise(kind, platform, inputs);
  } catch (error) {
    if (!(error instanceof GoldenPathError)) throw error;
    const found = error.problems.find((problem) => problem.path === path);
    if (found) return found;
    throw error;
  }
  throw new GoldenPathError('RefusedByCommand', `module ${kind.name}`, [
    {
      path,
      got: `inputs that ${kind.construct} takes: ${JSON.stringify(inputs)}`,
      allowed: 'inputs that it refuses, as the rule of the module does',
      fix: 'report it to the authors of the library',
    },
  ]);
}

/** A sample without output. A formula may have no value for refused inputs. */
function bare(kind: ModuleKind, platform: Platform, inputs: Inputs): Sample {
  const { environment, teamName: team } = inputs;
  const values = { ...inputs, ...attempt(() => kind.values(platform, inputs)) };
  const terraform = { required_version: '', required_providers: {} };
  return { environment, team, inputs, values, resources: {}, outputs: {}, blocks: new Map(), terraform };
}

/** The construct's words, with the names and the syntax of the module. */
function inHcl(kind: ModuleKind, platform: Platform, text: string): string {
  const props = new Set(kind.variables(platform).map(({ prop }) => prop));
  return text.replace(/\b(\w+)(: (true|false|'))?/g, (found: string, word: string, colon?: string, value = '') => {
    if (!props.has(word)) return found;
    return colon ? `${snake(word)} = ${value}` : snake(word);
  });
}

function joined(parts: readonly (string | Expression)[]): (string | Expression)[] {
  return parts.reduce<(string | Expression)[]>((all, part) => {
    const last = all.at(-1);
    if (typeof part === 'string' && typeof last === 'string') return [...all.slice(0, -1), last + part];
    return [...all, part];
  }, []);
}

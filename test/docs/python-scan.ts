import { snakeCase } from './python-names';
import type { PythonApi } from './python-names';

/** Strings, comments, names, and every other character by itself. */
const TOKEN = /"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*|[A-Za-z_]\w*|==|\S/g;

/** What programs use of Python itself. */
const PYTHONS_OWN = ['append', 'dumps', 'implements', 'items', 'join', 'lower', 'replace', 'rstrip', 'startswith'];

/** A call that is being read: of a name, or of a method of something. */
interface Call {
  readonly callee?: string;
  readonly receiver?: string;
}

/**
 * The names in a program that the library does not have: classes, their members, and keyword arguments. Members of other packages'
 * resources are known where the same program in TypeScript, which was compiled, has them.
 */
export function unknownNames(program: string, twin: string, api: PythonApi): string[] {
  const tokens = (program.match(TOKEN) ?? []).filter((token) => !/^[#"]/.test(token));
  const imported = importsOf(program);
  const compiled = new Set(twin.match(/[A-Za-z_]\w*/g)?.map((name) => snakeCase(name)));
  const local = new Set([...program.matchAll(/^ *(?:def|class) (\w+)|self\.(\w+)/gm)].flatMap(([, name, member]) => [name, member]));
  const unknown = imported.filter((name) => !api.has(name)).map((name) => `golden_path has no ${name}`);
  const ours = new Set(imported.filter((name) => api.has(name)));

  const calls: Call[] = [];
  for (const [at, token] of tokens.entries()) {
    const [before, receiver] = [tokens[at - 1], tokens[at - 2]];
    if (token === '(') calls.push(callAt(tokens, at));
    else if (token === '[' || token === '{') calls.push({});
    else if (/^[)\]}]$/.test(token)) calls.pop();
    else if (/^[A-Za-z_]/.test(token) && before === '.' && tokens[at - 3] !== 'from') {
      const known = ours.has(receiver) ? api.membersOf(receiver).includes(token) : isMember(token);
      if (!known) unknown.push(`${receiver}.${token} is no member`);
    } else if (tokens[at + 1] === '=' && /^[(,]$/.test(before)) {
      const keywords = keywordsOf(calls.at(-1));
      if (keywords && !keywords.includes(token)) unknown.push(`${calls.at(-1)!.callee} takes no ${token}`);
    }
  }
  return unknown;

  function isMember(name: string): boolean {
    return api.members.has(name) || compiled.has(name) || local.has(name) || PYTHONS_OWN.includes(name);
  }

  /** What a call takes, where it is one of the library's. */
  function keywordsOf({ callee, receiver }: Call = {}): string[] | undefined {
    if (callee === undefined || local.has(callee)) return undefined;
    if (receiver === undefined) return ours.has(callee) ? api.keywordsOf(callee) : undefined;
    return ours.has(receiver) ? api.keywordsOf(receiver, callee) : api.keywordsOfMethods(callee);
  }
}

function importsOf(program: string): string[] {
  const lists = [...program.matchAll(/^from golden_path import (?:\(([^)]*)\)|(.*))$/gm)].map(([, several, one]) => several ?? one);
  return lists.flatMap((list) => list.split(',').map((name) => name.trim()).filter(Boolean));
}

/** A call, unless the bracket only groups, or belongs to a definition. */
function callAt(tokens: readonly string[], at: number): Call {
  const [callee, dot, receiver] = [tokens[at - 1] ?? '', tokens[at - 2], tokens[at - 3]];
  if (!/^[A-Za-z_]\w*$/.test(callee) || dot === 'def' || dot === 'class') return {};
  return dot === '.' ? { callee, receiver } : { callee };
}

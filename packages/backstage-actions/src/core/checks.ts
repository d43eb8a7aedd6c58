import { Problems, show } from './problems';

/** What a text may be: the test, and the words for it in errors and in the documentation of an input. */
export interface TextRule {
  readonly allowed: string;
  readonly fix: string;
  readonly test: (value: string) => boolean;
}

/** An object from outside, with its path in errors. */
export class Fields {
  public constructor(
    private readonly problems: Problems,
    private readonly path: string,
    private readonly values: Readonly<Record<string, unknown>>,
  ) {}

  /** Reports keys that nobody reads: a misspelled input must not be ignored. */
  public only(keys: readonly string[]): this {
    for (const key of Object.keys(this.values).filter((name) => !keys.includes(name))) {
      const allowed = keys.join(', ');
      this.problems.add({ path: this.at(key), got: 'a key that does not exist', allowed, fix: 'remove it, or correct its name' });
    }
    return this;
  }

  public has(key: string): boolean {
    return this.values[key] !== undefined;
  }

  /** A text that follows a rule. Gives back '' after it reported a problem. */
  public text(key: string, rule: TextRule): string {
    return checkText(this.problems, this.at(key), this.values[key], rule);
  }

  /** As `text`, for an input that may be left out. */
  public optionalText(key: string, rule: TextRule): string | undefined {
    return this.has(key) ? this.text(key, rule) : undefined;
  }

  /** As `text`, for a secret: its value is never shown. */
  public secret(key: string, where: string): string {
    const value = this.values[key];
    if (typeof value === 'string' && /^[!-~]+$/.test(value)) return value;
    const got = value === undefined ? 'nothing' : typeof value === 'string' ? 'a text that is no token' : `a ${typeof value}`;
    this.problems.add({ path: this.at(key), got, allowed: 'a token of ASCII characters without spaces', fix: where });
    return '';
  }

  /** An object inside this one; an empty one after a problem was reported. */
  public object(key: string): Fields {
    const value = this.values[key];
    if (isObject(value)) return new Fields(this.problems, this.at(key), value);
    this.problems.add({ path: this.at(key), got: show(value), allowed: 'an object', fix: `give '${key}' with its keys` });
    return new Fields(new Ignored(), this.at(key), {});
  }

  /** A list of texts that follow a rule. */
  public texts(key: string, rule: TextRule): readonly string[] {
    return this.list(key).map((value, index) => checkText(this.problems, `${this.at(key)}[${index}]`, value, rule));
  }

  public list(key: string): readonly unknown[] {
    const value = this.values[key];
    if (Array.isArray(value) && value.length > 0) return value as readonly unknown[];
    this.problems.add({ path: this.at(key), got: show(value), allowed: 'a list with at least one entry', fix: `give '${key}' an entry` });
    return [];
  }

  public objects(key: string): readonly Fields[] {
    return this.list(key).map((value, index) => {
      const path = `${this.at(key)}[${index}]`;
      if (isObject(value)) return new Fields(this.problems, path, value);
      this.problems.add({ path, got: show(value), allowed: 'an object', fix: 'give an object with its keys' });
      return new Fields(new Ignored(), path, {});
    });
  }

  /** The path of a key as errors show it. */
  public at(key: string): string {
    return this.path === '' ? key : `${this.path}.${key}`;
  }
}

/** The problems of what is inside of a value that was reported already. */
class Ignored extends Problems {
  public override add(): void {}
}

/** The fields of a value that should be an object. */
export function fieldsOf(problems: Problems, path: string, value: unknown): Fields {
  return new Fields(problems, path, isObject(value) ? value : {});
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkText(problems: Problems, path: string, value: unknown, { allowed, fix, test }: TextRule): string {
  if (typeof value === 'string' && test(value)) return value;
  problems.add({ path, got: show(value), allowed, fix });
  return '';
}

/** Whether a text has a character that no name, title or address has: a control character or half of a surrogate pair. */
export function hasControl(value: string, except = ''): boolean {
  return [...value].some((character) => {
    const code = character.codePointAt(0)!;
    return !except.includes(character) && (code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code <= 0xdfff));
  });
}

/** One line of text for people. */
export function line(longest: number): TextRule {
  return {
    allowed: `1 to ${longest} characters on one line, with no space at either end`,
    fix: 'shorten it, and remove line breaks and outer spaces',
    test: (value) => value !== '' && value.length <= longest && value.trim() === value && !hasControl(value),
  };
}

/** Several lines of text for people. */
export function paragraph(longest: number): TextRule {
  return {
    allowed: `at most ${longest} characters, without control characters`,
    fix: 'shorten it, and remove control characters',
    test: (value) => value.length <= longest && !hasControl(value, '\n\r\t'),
  };
}

/** A text that a regular expression matches from its start to its end. */
export function matching(pattern: RegExp, allowed: string, fix: string, longest: number): TextRule {
  return { allowed, fix, test: (value) => value.length <= longest && pattern.test(value) };
}

/** One of a few words. */
export function oneOf(words: readonly string[]): TextRule {
  return { allowed: words.join(', '), fix: `use ${words[0]}`, test: (value) => words.includes(value) };
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** The address of an API: HTTPS, because the requests contain a token; plain HTTP only on this machine. */
export const ADDRESS: TextRule = {
  allowed: 'an address with https:// (http:// only for 127.0.0.1, localhost and [::1]), without user, query or fragment',
  fix: 'give an address such as https://vault.acme.example:8200',
  test: (value) => {
    if (!URL.canParse(value) || value.includes('?') || value.includes('#')) return false;
    const { protocol, hostname, username, password } = new URL(value);
    const secure = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
    return secure && username === '' && password === '';
  },
};

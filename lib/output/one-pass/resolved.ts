import { DefaultTokenResolver, StringConcat, Token, Tokenization } from 'cdktf';
import type { IPostProcessor, IResolvable, IResolveContext } from 'cdktf';
import type { IConstruct } from 'constructs';

/** CDKTF too refuses what is deeper: it refers to itself. */
const DEEPEST = 200;

/** No number that is meant is as large; every number that stands for a token is. */
const LARGEST_NUMBER = 1e280;

/** What a text has in it if it stands for a token: of a text, a list or the key of a map. */
const TEXT_MARKER = '{TfToken[';

/** The same of a number that was written into it. */
const NUMBER_MARKER = 'e+';

/** What stands for the value of a map that is a token; alone it is refused. */
const PLACEHOLDERS: readonly unknown[] = [Token.STRING_MAP_TOKEN_VALUE, Token.ANY_MAP_TOKEN_VALUE, Token.NUMBER_MAP_TOKEN_VALUE];

/** The class of CDKTF's own expressions: resolving one does nothing else than give its text. */
const EXPRESSION = Token.asAny('').constructor;

/** Resolves CDKTF's expressions alone: a function of somebody's own may count how often it is called, or change what it sees. */
export class ExpressionResolver extends DefaultTokenResolver {
  /** Whether a token was left out, as it is no expression. */
  public leftOut = false;

  public constructor() {
    super(new StringConcat());
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (token instanceof EXPRESSION) return super.resolveToken(token, context, postProcessor);
    this.leftOut = true;
    return undefined;
  }
}

/**
 * A value without tokens, as CDKTF gives it, and always a copy. Most of an output is plain values, which are copied here; CDKTF is
 * asked for the rest, and makes a new context for each value that it sees.
 */
export class Resolution {
  /**
   * @param scope the stack that the value is for
   * @param preparing whether a reference to another stack is to be made possible
   */
  public constructor(
    private readonly scope: IConstruct,
    private readonly resolver: DefaultTokenResolver,
    private readonly preparing: boolean,
  ) {}

  public of(value: unknown): unknown {
    return this.resolved(value, 0);
  }

  private resolved(value: unknown, depth: number): unknown {
    if (isPlain(value)) return value;
    if (depth > DEEPEST) throw new RangeError('a value that is too deep');
    if (typeof value !== 'object' || value === null) return this.byCdktf(value);
    if (Array.isArray(value)) return this.list(value, depth);
    return isPlainMap(value) ? this.map(value as Record<string, unknown>, depth) : this.byCdktf(value);
  }

  /** A list that is a token has one element, which stands for it. */
  private list(values: readonly unknown[], depth: number): unknown {
    if (values.some((value) => typeof value !== 'object' && !isPlain(value))) return this.byCdktf(values);
    const list: unknown[] = [];
    for (const value of values) {
      const resolved = this.resolved(value, depth + 1);
      if (resolved !== undefined) list.push(resolved);
    }
    return list;
  }

  private map(values: Record<string, unknown>, depth: number): unknown {
    const map: Record<string, unknown> = {};
    for (const key of Object.keys(values)) {
      if (!isPlain(key)) return this.byCdktf(values);
      const resolved = this.resolved(values[key], depth + 1);
      if (resolved !== undefined) map[key] = resolved;
    }
    return map;
  }

  private byCdktf(value: unknown): unknown {
    return Tokenization.resolve(value, { scope: this.scope, resolver: this.resolver, preparing: this.preparing });
  }
}

/** Whether a value surely is what it seems to be. */
function isPlain(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
      return !value.includes(TEXT_MARKER) && !value.includes(NUMBER_MARKER) && !PLACEHOLDERS.includes(value);
    case 'number':
      return Math.abs(value) < LARGEST_NUMBER && !PLACEHOLDERS.includes(value);
    case 'boolean':
    case 'undefined':
      return true;
    default:
      return value === null;
  }
}

/** Whether an object is a map of values: no token, construct or object of a class, which CDKTF knows. */
function isPlainMap(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !('resolve' in value);
}

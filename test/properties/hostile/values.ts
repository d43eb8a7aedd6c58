import { Lazy as Cdk8sLazy } from 'cdk8s';
import { Fn, Lazy, Token } from 'cdktf';

const later = { resolve: () => 'later' };
const circle: unknown[] = [];
circle.push(circle);
const ring: Record<string, unknown> = {};
ring.ring = ring;
const gone = Proxy.revocable({}, {});
gone.revoke();
const number = Token.asNumber(later);

const throwing = () => {
  throw new TypeError('from a user');
};

class Thing {
  public readonly name = 'thing';
  public method(): string {
    return this.name;
  }
}

/** What may stand in the place of any value, and is neither data nor text. */
const NO_DATA: Readonly<Record<string, unknown>> = {
  'null': null,
  NaN,
  Infinity,
  'minus Infinity': -Infinity,
  'a number of too many digits': 1e21,
  'a number that is none of a kind': -0.5,
  'a BigInt': 10n,
  'a symbol': Symbol('own'),
  'a function': () => 'text',
  'a class': Thing,
  'an object of a class': new Thing(),
  'a Map': new Map([['a', 'b']]),
  'a Set': new Set(['a']),
  'a Date': new Date(0),
  'a RegExp': /a/,
  'an Error': new Error('own'),
  'a Promise': Promise.resolve('a'),
  'bytes': new Uint8Array([1]),
  'a boxed string': Object('text'),
  'a boxed number': Object(5),
  'a boxed boolean': Object(true),
  'a list that holds itself': circle,
  'an object that holds itself': ring,
  'a proxy that is gone': gone.proxy,
  'a proxy that throws': new Proxy({}, { get: throwing, has: throwing, ownKeys: throwing, getPrototypeOf: throwing }),
  'an object whose getter throws': Object.defineProperty({}, 'name', { get: throwing, enumerable: true }),
  'an object that throws as text': { toString: throwing, toJSON: throwing },
  'a list with a hole': Array(2),
  'a list without end': new Array(4e9),
  'a list of nothing': [undefined],
  'a list of null': [null],
  'an empty list': [],
  'an empty object': {},
  'an object with __proto__': JSON.parse('{"__proto__": {"a": "b"}}'),
  'an object with constructor': { constructor: 'own' },
  'an object without a prototype': Object.assign(Object.create(null), { own: 'a' }),
  'an object whose text is none': { toString: 0 },
  'true as text': 'true',
};

/** Text that looks like any other to a type. */
const TEXTS: Readonly<Record<string, unknown>> = {
  'empty text': '',
  'NUL': 'a\u0000b',
  'half a character': 'a\ud800b',
  'the other half': '\udc00',
  'long text': 'x'.repeat(200_000),
  'code of Terraform': '${file("/etc/passwd")}',
  'an odd name': '__proto__',
  'toString': 'toString',
};

const ANY = Cdk8sLazy.any({ produce: () => 'later' });

/** Values that only Terraform knows, or a library at the end. */
export const TOKENS: Readonly<Record<string, unknown>> = {
  'a token of text': Lazy.stringValue({ produce: () => 'later' }),
  'a token within text': `a-${Token.asString(later)}-b`,
  'a token in capitals': Token.asString(later).toUpperCase(),
  'a token in small letters': Token.asString(later).toLowerCase(),
  'a token of a number': number,
  'a token of a number, reckoned with': number * 5,
  'a token of a number as text': `${number}`,
  'a token of a number in text': `port-${number}`,
  'a token of a list': Token.asList(later),
  'the text of a token of a list': Token.asList(later)[0],
  'a token of a map': Token.asStringMap(later),
  'the key of a token of a map': Object.keys(Token.asStringMap(later))[0],
  'a token of anything': Token.asAny(later),
  'a lazy value': Lazy.anyValue({ produce: () => 'later' }),
  'a lazy list': Lazy.listValue({ produce: () => ['later'] }),
  'a function of Terraform': Fn.upper('later'),
  'a lazy value of cdk8s': ANY,
};

/** All that is planted, by what it is. */
export const HOSTILE: Readonly<Record<string, unknown>> = { ...NO_DATA, ...TEXTS, ...TOKENS };

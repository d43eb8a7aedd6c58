/** A character that a text may not have, and where it is. */
interface StrangeCharacter {
  /** The character as an error names it: `'а' (U+0430, Cyrillic)`. */
  readonly name: string;
  /** Counted from one, as readers do. */
  readonly position: number;
}

/** Letters that look like those of ASCII, and what editors write instead of a hyphen or a space. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  ...pairs('авекмнорстухзіѕјԁԛԝһӏ', 'abekmhopctyx3isjdqwhl'),
  ...pairs('АВЕЅІЈКМНОРСТУХ', 'ABESIJKMHOPCTYX'),
  ...pairs('αορνικτυχγ', 'aopviktuxy'),
  ...pairs('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'),
  ...pairs('ıȷøłđ', 'ijold'),
  ...pairs('\u2010\u2011\u2012\u2013\u2014\u2015\u2212', '-------'),
  ...pairs('\u2018\u2019\u201c\u201d\u00a0', '\'\'"" '),
};

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const SCRIPTS: readonly (readonly [name: string, letters: RegExp])[] = [
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Armenian', /\p{Script=Armenian}/u],
];

/** The text with the characters of ASCII that its own look like. */
export function withoutLookAlikes(text: string): string {
  const plain = [...text.replace(INVISIBLE, '')].map((character) => LOOK_ALIKES[character] ?? character).join('');
  return plain.normalize('NFKD').replace(/\p{M}/gu, '');
}

/** The first character that is half a pair, a control character, or none of ASCII. */
export function strangeCharacter(text: string): StrangeCharacter | undefined {
  const characters = [...text];
  const index = characters.findIndex((character) => /[^\x20-\x7e]/u.test(character));
  return index === -1 ? undefined : { name: nameOf(characters[index]), position: index + 1 };
}

function nameOf(character: string): string {
  const code = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  const script = SCRIPTS.find(([, letters]) => letters.test(character))?.[0];
  const isVisible = /[\p{L}\p{N}\p{P}\p{S}]/u.test(character);
  return isVisible ? `'${character}' (${script === undefined ? code : `${code}, ${script}`})` : code;
}

function pairs(from: string, to: string): Record<string, string> {
  return Object.fromEntries([...from].map((character, index) => [character, to[index]]));
}

import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { editPackage } from './package.mjs';

/** The code that jsii-pacmak generates for the library. */
const CODE = 'src/golden_path/__init__.py';

/** A list whose items may be dicts. jsii hands the names in such a dict on as Python has them, and drops what it does not know. */
const LIST_OF_DICTS = /typing\.Sequence\[typing\.Union\[("?[\w.]+"?), typing\.Dict\[builtins\.str, typing\.Any\]\]\]/g;

/** What a struct's fields are called in Python and in TypeScript. */
const MAPPING = /name_mapping=\{([^}]*)\}/g;
const FIELD = /"(\w+)": "(\w+)"/g;

/** A method or a property, and what it is called in Python. */
const MEMBER = /@jsii\.member\(jsii_name="(\w+)"\)\n(?: +@.*\n)* +def (\w+)\(/g;

/** The text of a value, for which Python asks by another name. */
const TEXT = /^( +)@jsii\.member\(jsii_name="toString"\)\n +def to_string\(self\)/gm;

/** How generated code has the check of arguments. */
const CHECK = 'from jsii._type_checking import cached_type_hints, check_type\n';

/** The same check, which names the item of a list also if the list may be left out. jsii fails at a tuple without saying so. */
const CLEAR_CHECK = `from jsii._type_checking import cached_type_hints, check_type as _check_type


def check_type(argname: str, value: typing.Any, expected_type: typing.Any) -> None:
    if isinstance(value, tuple):
        raise TypeError(f"type of {argname} must be list; got tuple instead")
    given = [each for each in typing.get_args(expected_type) if each is not type(None)]
    is_optional = typing.get_origin(expected_type) is typing.Union and len(given) == 1
    _check_type(argname=argname, value=value, expected_type=given[0] if is_optional and value is not None else expected_type)
`;

/** A block in TypeScript, for which jsii-pacmak writes that it is in Python if it did not translate it. */
const FOREIGN_BLOCK = /^```python(?=\nimport \{)/gm;

/** Makes the generated code for the library strict about lists, and lets its values and errors be shown as Python shows them. */
export async function makePythonic(folder) {
  const file = join(folder, CODE);
  const code = readFileSync(file, 'utf8');
  writeFileSync(file, withLanguages(withTexts(withClearCheck(withoutDictsInLists(code)))));
  const readme = join(folder, 'README.md');
  writeFileSync(readme, withLanguages(readFileSync(readme, 'utf8')));
  const names = `${JSON.stringify(namesIn(code), undefined, 1)}\n`;
  await editPackage(folder, (content) => {
    writeFileSync(join(content, 'build/names.json'), names);
    const { bin } = JSON.parse(readFileSync(join(content, 'package.json'), 'utf8'));
    // npm makes the command of a package executable when it installs it; jsii only unpacks it.
    for (const file of Object.values(bin)) chmodSync(join(content, file), 0o755);
  });
}

/** Code whose lists take objects alone, for type checkers and for the check at run time: a dict would lose settings in silence. */
export function withoutDictsInLists(code) {
  return code.replace(LIST_OF_DICTS, 'typing.Sequence[$1]');
}

/** Code whose check of arguments says which item of a list is wrong. */
export function withClearCheck(code) {
  if (!code.includes(CHECK)) throw new Error('the generated code checks its arguments in another way than jsii-pacmak writes it');
  return code.replace(CHECK, () => CLEAR_CHECK);
}

/** Code in which a value that has a text is shown by it, in `print` and in an f-string. */
export function withTexts(code) {
  return code.replace(TEXT, '$1def __str__(self) -> builtins.str:\n$1    return self.to_string()\n\n$&');
}

/** Pages whose blocks name the language that they are in. */
export function withLanguages(text) {
  return text.replace(FOREIGN_BLOCK, '```ts');
}

/** The names of the API that Python has in another form, by those of TypeScript. */
export function namesIn(code) {
  const mappings = [...code.matchAll(MAPPING)].map(([, mapping]) => mapping);
  const fields = mappings.flatMap((mapping) => [...mapping.matchAll(FIELD)].map(([, python, name]) => [name, python]));
  const members = [...code.matchAll(MEMBER)].map(([, name, python]) => [name, python]);
  // A single word such as `from` is as often a word of a sentence.
  const other = [...fields, ...members].filter(([name, python]) => name !== python && /[A-Z]/.test(name));
  return Object.fromEntries(other.sort(([a], [b]) => (a < b ? -1 : 1)));
}

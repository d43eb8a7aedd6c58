import { Step } from './version';

/** The part of a module that its callers depend on. */
export interface ModuleInterface {
  /** The type of each variable, whether a caller has to give it, and what it is otherwise. */
  readonly inputs: Readonly<Record<string, Input>>;
  readonly outputs: readonly string[];
  /** The addresses that its states have, now or under earlier versions whose resources are moved. */
  readonly addresses: readonly string[];
}

interface Input {
  readonly type: string;
  readonly required: boolean;
  /** The default as HCL. Records of earlier versions of this library do not have it. */
  readonly default?: string;
}

/** A change of an interface, and the step of the version that it needs. */
export interface InterfaceChange {
  readonly step: Step;
  readonly text: string;
}

/** The interface of a module that is formatted as `terraform fmt` leaves it. */
export function interfaceOf(files: Readonly<Record<string, string>>): ModuleInterface {
  const text = Object.entries(files).filter(([name]) => /^[a-z]+\.tf$/.test(name)).map(([, each]) => each).join('\n');
  const inputs = blocksIn(text, 'variable').map(([name, body]) => {
    const type = /^ {2}type +=(.*)$/m.exec(body)?.[1].trim() ?? 'any';
    const fallback = /^ {2}default +=(.*)$/m.exec(body)?.[1].trim();
    return [name, { type, required: fallback === undefined, default: fallback }] as const;
  });
  const moved = [...text.matchAll(/^ {2}from += ([\w.-]+)$/gm)].map(([, from]) => from);
  const resources = [...text.matchAll(/^resource "([\w-]+)" "([\w-]+)"/gm)].map(([, type, name]) => `${type}.${name}`);
  return {
    inputs: Object.fromEntries(inputs),
    outputs: blocksIn(text, 'output').map(([name]) => name).sort(),
    addresses: [...resources, ...moved].sort(),
  };
}

/** What changed for callers. */
export function changesBetween(before: ModuleInterface, after: ModuleInterface): InterfaceChange[] {
  const names = [...new Set([...Object.keys(before.inputs), ...Object.keys(after.inputs)])].sort();
  const added = after.outputs.filter((name) => !before.outputs.includes(name));
  const gone = before.outputs.filter((name) => !after.outputs.includes(name));
  const lost = before.addresses.filter((address) => !after.addresses.includes(address));
  return [
    ...lost.map((address) => ({ step: Step.MAJOR, text: `${address} is gone, and no moved block says where to` })),
    ...names.flatMap((name) => changeOf(name, before.inputs[name], after.inputs[name])),
    ...gone.map((name) => ({ step: Step.MAJOR, text: `the output ${name} is gone` })),
    ...added.map((name) => ({ step: Step.MINOR, text: `the output ${name} is new` })),
  ];
}

function changeOf(name: string, before: Input | undefined, after: Input | undefined): InterfaceChange[] {
  if (after === undefined) return [{ step: Step.MAJOR, text: `the variable ${name} is gone` }];
  if (before === undefined) {
    return [{ step: after.required ? Step.MAJOR : Step.MINOR, text: `the ${after.required ? 'required ' : ''}variable ${name} is new` }];
  }
  const changes: InterfaceChange[] = [];
  if (before.type !== after.type) changes.push({ step: Step.MAJOR, text: `the variable ${name} is ${after.type} and was ${before.type}` });
  if (!before.required && after.required) changes.push({ step: Step.MAJOR, text: `the variable ${name} has no default any more` });
  if (before.default !== undefined && after.default !== undefined && before.default !== after.default) {
    changes.push({ step: Step.MINOR, text: `the variable ${name} is ${after.default} by default and was ${before.default}` });
  }
  if (before.required && !after.required) changes.push({ step: Step.MINOR, text: `the variable ${name} has a default` });
  return changes;
}

/** The blocks of one type, by their label. */
function blocksIn(text: string, type: string): [string, string][] {
  const found: [string, string][] = [];
  let current: [string, string[]] | undefined;
  for (const line of text.split('\n')) {
    if (line.startsWith(`${type} "`)) current = [line.split('"')[1], []];
    else if (line === '}' && current) {
      found.push([current[0], current[1].join('\n')]);
      current = undefined;
    } else current?.[1].push(line);
  }
  return found;
}

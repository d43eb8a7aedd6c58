import { isData, remade } from './plant';

/** Another form of the same data, and what is done to it when the call is over. */
interface Disguise {
  readonly make: (given: unknown) => unknown;
  readonly after?: (given: readonly unknown[]) => void;
}

const each = (make: (copy: object) => object): Disguise => ({ make: (given) => remade(given, make) });

/** What is read once is right, and what is read again is not. */
function changing(copy: object): object {
  const read = new Set<PropertyKey>();
  return new Proxy(copy, {
    get: (target, key, receiver) => {
      const value: unknown = Reflect.get(target, key, receiver);
      if (!Object.hasOwn(target, key) || key === 'length') return value;
      if (read.has(key)) return 'changed';
      read.add(key);
      return value;
    },
  });
}

/** An object of a class that has nothing but getters. */
function ofClass(copy: object): object {
  if (Array.isArray(copy)) return copy;
  class Props {}
  for (const [key, value] of Object.entries(copy)) Object.defineProperty(Props.prototype, key, { get: () => value as unknown });
  return new Props();
}

function emptied(given: unknown): void {
  if (!isData(given) || 'bind' in given) return;
  Object.values(given).forEach(emptied);
  for (const key of Object.keys(given)) Object.assign(given, { [key]: 'changed' });
}

/** Forms in which sound data has to give the same output. */
export const DISGUISES: Readonly<Record<string, Disguise>> = {
  'values that change when they are read again': { ...each(changing), after: (given) => given.forEach(emptied) },
  'objects of a class, lists with more than items': each((copy) => (Array.isArray(copy) ? Object.assign(copy, { index: 0 }) : ofClass(copy))),
  'objects that inherit their values': each((copy) => (Array.isArray(copy) ? copy : (Object.create(copy) as object))),
};

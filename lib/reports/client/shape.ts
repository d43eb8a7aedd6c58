import { isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';
import { iso } from '../metrics/time';

/** A response that is not what its description says. */
export class WrongShape extends Error {}

/** Reads what a report needs of a response, and nothing else. Throws WrongShape if it is not there. */
export type Pick<T> = (body: unknown) => T;

/** Reads the fields of an object in a response, and complains of the first that is not what it has to be. */
export class Fields {
  private readonly json: Json;

  public constructor(
    value: unknown,
    private readonly where: string,
  ) {
    if (!isPlainObject(value)) throw new WrongShape(`${where} is not an object`);
    this.json = value;
  }

  public text(name: string): string {
    const value = this.json[name];
    return typeof value === 'string' ? value : this.wrong(name, 'a text');
  }

  /** A text, or nothing if it is null or absent. */
  public optionalText(name: string): string | undefined {
    return this.isEmpty(name) ? undefined : this.text(name);
  }

  public count(name: string): number {
    const value = this.json[name];
    return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : this.wrong(name, 'a whole number');
  }

  /** A time in UTC, without fractions of a second. */
  public time(name: string): string {
    const milliseconds = Date.parse(this.text(name));
    return Number.isNaN(milliseconds) ? this.wrong(name, 'a time') : iso(milliseconds);
  }

  public optionalTime(name: string): string | undefined {
    return this.isEmpty(name) ? undefined : this.time(name);
  }

  public flag(name: string): boolean {
    const value = this.json[name];
    return typeof value === 'boolean' ? value : this.wrong(name, 'true or false');
  }

  public fields(name: string): Fields {
    return new Fields(this.json[name], `${this.where}.${name}`);
  }

  public list<T>(name: string, read: (item: Fields) => T): T[] {
    return listOf(this.json[name], `${this.where}.${name}`, read);
  }

  public texts(name: string): string[] {
    const value = this.json[name];
    return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : this.wrong(name, 'a list of texts');
  }

  /** A value of any form. */
  public value(name: string): unknown {
    return this.json[name];
  }

  /** One of a known set of words. */
  public word<Word extends string>(name: string, words: readonly Word[]): Word {
    const found = words.find((each) => each === this.json[name]);
    return found ?? this.wrong(name, `one of ${words.join(', ')}`);
  }

  public isEmpty(name: string): boolean {
    return this.json[name] === undefined || this.json[name] === null;
  }

  private wrong(name: string, wanted: string): never {
    throw new WrongShape(`${this.where}.${name} is not ${wanted}`);
  }
}

/** A list in a response. */
export function listOf<T>(value: unknown, where: string, read: (item: Fields) => T): T[] {
  if (!Array.isArray(value)) throw new WrongShape(`${where} is not a list`);
  return value.map((item, index) => read(new Fields(item, `${where}[${index}]`)));
}

import type { Entity } from '../../../referees/backstage';

/** A part of a form's schema. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly enum?: readonly string[];
  readonly [keyword: string]: unknown;
}

/** The choices that a field offers, which a template's form always shows. */
export function choicesOf(template: Entity, field: string): readonly string[] {
  return pagesOf(template).flatMap(({ properties = {} }) => properties[field]?.enum ?? []);
}

function pagesOf({ spec = {} }: Entity): Schema[] {
  const { parameters } = spec as { parameters?: Schema | Schema[] };
  return parameters === undefined ? [] : [parameters].flat();
}

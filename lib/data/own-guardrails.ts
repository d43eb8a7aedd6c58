import type { OwnGuardrail } from '../guardrails/expectations';
import { OWN_GUARDRAILS } from '../guardrails/table';
import { COMPANIONS } from './companions';

/** Every guarantee of what the library itself makes, by its id. */
export const ALL_OWN_GUARDRAILS: ReadonlyMap<string, OwnGuardrail> = new Map(
  [...OWN_GUARDRAILS, ...COMPANIONS.flatMap(({ guardrails = {} }) => Object.values(guardrails))].map((one) => [one.id, one]),
);

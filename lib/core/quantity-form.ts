import { checkQuantity } from './check-quantity';
import type { QuantityKind } from './check-quantity';
import type { Form } from './settings';

/** A setting that is a quantity. Its check reads numbers too: whoever leaves the unit out is told which. */
export function quantityForm(kind: QuantityKind): Form {
  return { kind: 'object', check: (validation, path, text) => void checkQuantity(validation, path, text, kind) };
}

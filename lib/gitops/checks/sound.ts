import { Validation } from '../../core/validation';

/** What checks props by themselves. */
interface Checked {
  validate(validation: Validation, path: string, props: object): boolean;
}

/** Whether props hold by themselves: a rule about several of them has nothing to say where one is refused already. */
export function isSound(table: Checked, props: object): boolean {
  const validation = new Validation('');
  return table.validate(validation, '', props) && validation.found.length === 0;
}

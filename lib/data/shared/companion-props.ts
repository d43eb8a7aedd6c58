import type { Limit } from '../../core/limits';
import type { Problem } from '../../core/problems';
import { Validation } from '../../core/validation';

/** What is wrong with the props of a companion besides its name, which the base class checks. */
interface PropsToCheck {
  /** The companion's class, for the error about props that are no object. */
  readonly of: string;
  /** The prop that has its name, and those that `more` looks at. */
  readonly names: readonly string[];
  readonly limits: Readonly<Record<string, Limit>>;
  readonly required?: readonly string[];
  /** What no limit can say. */
  readonly more?: (validation: Validation) => void;
}

export function problemsOf(props: object, { of, names, limits, required = [], more }: PropsToCheck): Problem[] {
  const validation = new Validation(of);
  validation.props(props, { limits, required, others: names });
  more?.(validation);
  return validation.found;
}

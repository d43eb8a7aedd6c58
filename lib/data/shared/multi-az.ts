import type { IConstruct } from 'constructs';
import type { Limit } from '../../core/limits';
import { show } from '../../core/problems';
import type { Validation } from '../../core/validation';
import type { Environment } from '../../platform/environment';
import type { CelRule } from '../crossplane/data-api';
import type { ServiceScope } from './service-scope';

/** Why one zone is enough, once for the props and the schemas of the XRDs. */
export const SINGLE_AZ_REASON: Limit = {
  type: 'string',
  pattern: '\\S',
  example: 'a copy that can be made again within an hour',
  maxLength: 1000,
  description: 'a sentence that says why, at most 1000 characters',
};

/** The part of a data service's props that says how many zones it stands in. */
interface MultiAzProps {
  readonly multiAz?: boolean;
  readonly singleAzReason?: string;
}

/** The same rule for requests that are written by hand: in production, a single zone requires a reason. */
export function multiAzRules({ production }: Environment): CelRule[] {
  const message = 'multiAZ may be false in production only with a singleAZReason';
  return production ? [{ rule: 'self.multiAZ || has(self.singleAZReason)', message }] : [];
}

/** Production uses several zones unless the team gives a reason for one, which is recorded. */
export function resolveMultiAz(construct: IConstruct, scope: ServiceScope, props: MultiAzProps): boolean {
  const { environment } = scope;
  const { singleAzReason } = props;
  const resolved = multiAzIn(environment, props);
  if (environment.production && !resolved) scope.context.exceptions.explain(construct, 'one zone', singleAzReason!);
  return resolved;
}

/** Whether there are several zones. */
export function multiAzIn({ production }: Environment, { multiAz, singleAzReason }: MultiAzProps): boolean {
  return multiAz ?? (production && singleAzReason === undefined);
}

/** Checks that a single zone in production has a reason, and that a reason is only given for one. */
export function validateMultiAz(validation: Validation, { name, production }: Environment, props: MultiAzProps): void {
  const { multiAz, singleAzReason } = props;
  if (multiAz === false && production && singleAzReason === undefined) {
    validation.add({
      path: 'multiAz',
      got: `false in ${show(name)}, a production environment`,
      allowed: 'true, or false with a written reason',
      fix: "leave multiAz out, or add singleAzReason: '<why one zone is enough>'",
    });
  }
  if (multiAz === true && singleAzReason !== undefined) {
    validation.add({
      path: 'singleAzReason',
      got: show(singleAzReason),
      allowed: 'nothing beside multiAz: true',
      fix: 'remove singleAzReason, or multiAz: true',
    });
  }
}

import type { Json } from '../../core/json';
import type { OwnGuardrail } from '../expectations';
import { valueAt } from '../model/blocks';
import { isUnreadable, shown } from '../model/unreadable';
import { changed } from './own-values';

const IDENTITY = 'Permissions';

const ROLE_ANNOTATION = 'eks.amazonaws.com/role-arn';

/** The guarantees of how the pods of a service get its role. */
export const IDENTITY_GUARDRAILS = {
  podIdentity: {
    id: 'own.pod-identity',
    chapter: IDENTITY,
    on: 'MicroserviceInfra.podIdentity',
    path: 'cluster_name, namespace, service_account, role_arn, target_role_arn',
    rule: "the service's role for its own service account in its own namespace",
    breach: (body, { role, ...expected }) =>
      changed(body, expected) ??
      otherRole(body.role_arn, role) ??
      (body.target_role_arn === undefined ? undefined : `target_role_arn: ${shown(body.target_role_arn)}`),
  },
  roleAnnotation: {
    id: 'own.service-account.role',
    chapter: IDENTITY,
    on: 'MicroserviceInfra.serviceAccount',
    path: `metadata.annotations, ${ROLE_ANNOTATION}`,
    rule: "only the service's own role",
    breach: (body, { role }) => {
      const annotations = valueAt(body, 'metadata.annotations');
      if (isUnreadable(annotations)) return `the annotations ${annotations.text}`;
      const actual = (annotations as Json | undefined)?.[ROLE_ANNOTATION];
      return actual === undefined ? undefined : otherRole(actual, role);
    },
  },
} satisfies Readonly<Record<string, OwnGuardrail>>;

/** The name in the ARN of a role, which may have a path before it. */
function otherRole(actual: unknown, expected: unknown): string | undefined {
  const [start, name] = String(expected).split(':role/');
  const text = typeof actual === 'string' ? actual : '';
  const isSame = text.startsWith(`${start}:role/`) && text.split('/').at(-1) === name;
  return isSame ? undefined : `the role ${shown(actual)}`;
}

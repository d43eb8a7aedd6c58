import { fieldsOf, matching } from '../core/checks';
import type { TextRule } from '../core/checks';
import { Problems } from '../core/problems';

/** What `golden-path:vault:namespace:create` takes. */
export interface NamespaceInput {
  /** One segment; the settings may put it below a parent. */
  readonly namespace: string;
  readonly service: string;
  readonly kubernetes: {
    readonly namespace: string;
    readonly serviceAccount: string;
  };
  /**
   * What the service may read, as paths below its own name in the key-value engine; a `*` as the last part means everything below.
   *
   * @default everything below the service's name
   */
  readonly policies?: readonly string[];
}

/**
 * Names that Vault keeps for itself.
 *
 * @see https://developer.hashicorp.com/vault/docs/enterprise/namespaces#namespace-naming-restrictions
 */
const RESERVED = ['audit', 'auth', 'cubbyhole', 'default', 'identity', 'root', 'sys'];

const LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const SEGMENT = /^[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?$/;

/** An RFC 1123 label, as Kubernetes has it. */
function label(what: string): TextRule {
  return matching(LABEL, `${what}: a-z, 0-9 and '-', at most 63 characters, with a letter or digit at both ends`, 'correct the name', 63);
}

function unreserved(rule: TextRule): TextRule {
  return {
    ...rule,
    allowed: `${rule.allowed}; none of ${RESERVED.join(', ')}`,
    test: (value) => rule.test(value) && !RESERVED.includes(value),
  };
}

export const RULES = {
  namespace: unreserved(label('a name of one segment')),
  service: unreserved(label('the name of the service')),
  kubernetesNamespace: label('a namespace of Kubernetes'),
  // A subdomain in Kubernetes: a service account of `system.name` exists.
  serviceAccount: {
    allowed: "a service account of Kubernetes: a-z, 0-9, '-' and '.', at most 253 characters",
    fix: 'give one service account by its name; * is none',
    test: (value: string) => value.length <= 253 && value.split('.').every((part) => part.length <= 63 && LABEL.test(part)),
  },
  policies: {
    allowed: "names with '/' between them, of letters, digits, '-' and '_'; '*' only as the last one",
    fix: "give a path below the service's name, such as 'database' or 'providers/*'",
    test: isReadPath,
  },
};

const LONGEST_PATH = 200;

function isReadPath(value: string): boolean {
  const segments = value.split('/');
  const named = segments.at(-1) === '*' ? segments.slice(0, -1) : segments;
  return value.length <= LONGEST_PATH && named.every((segment) => SEGMENT.test(segment));
}

/** The checked input. Throws one error with every problem. */
export function namespaceInput(value: unknown): Required<NamespaceInput> {
  const problems = new Problems();
  const fields = fieldsOf(problems, '', value).only(['namespace', 'service', 'kubernetes', 'policies']);
  const kubernetes = fields.object('kubernetes').only(['namespace', 'serviceAccount']);
  const input = {
    namespace: fields.text('namespace', RULES.namespace),
    service: fields.text('service', RULES.service),
    kubernetes: {
      namespace: kubernetes.text('namespace', RULES.kubernetesNamespace),
      serviceAccount: kubernetes.text('serviceAccount', RULES.serviceAccount),
    },
    policies: fields.has('policies') ? fields.texts('policies', RULES.policies) : ['*'],
  };
  problems.check('input');
  return input;
}

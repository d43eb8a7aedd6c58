import type { IConstruct } from 'constructs';
import type { Problem } from '../core/problems';

/** The symbol with which every copy of cdk8s marks its objects. */
const API_OBJECT = Symbol.for('cdk8s.ApiObject');

/**
 * Objects of cdk8s in the tree of a stack, which CDKTF silently does not write.
 *
 * @param nodes the tree of the stack
 */
export function strayObjects(nodes: readonly IConstruct[]): Problem[] {
  return nodes
    .filter((node) => API_OBJECT in node)
    .map((node) => ({
      path: node.node.path,
      got: `an object of cdk8s, ${String((node as IConstruct & { readonly kind?: unknown }).kind)}, which no part of the output would have`,
      allowed: 'Kubernetes objects that a construct of this library writes',
      fix: 'extend Companion and call addObject, or use a resource of the Terraform provider for Kubernetes',
    }));
}

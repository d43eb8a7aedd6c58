import { list } from '../core/json';
import type { Subject } from './model/app-model';
import { StackKind } from './model/app-model';
import { valueAt } from './model/blocks';
import type { KnownStack } from './model/landscape';
import { isUnreadable } from './model/unreadable';

/** Arguments by which resources of AWS name roles; a role itself by its name. */
const ROLE_ARGUMENTS = ['role', 'roles', 'role_name', 'role_arn'];

/** The stack of the service that a subject of another stack reaches; nothing if it reaches none. */
export function guardedBy(subject: Subject): KnownStack | undefined {
  const owner = ownerOf(subject);
  return owner?.name === subject.stack.name ? undefined : owner;
}

function ownerOf({ app: { landscape }, resource, object, body, stack }: Subject): KnownStack | undefined {
  if (object) {
    const kind = object.kind;
    const isNamespace = kind === 'Namespace' || ((kind === 'Labels' || kind === 'Annotations') && object.body.kind === 'Namespace');
    return landscape.stackOfNamespace(valueAt(object.body, isNamespace ? 'metadata.name' : 'metadata.namespace'));
  }
  if (resource?.type === 'helm_release') return landscape.stackOfNamespace(body.namespace);
  if (!resource?.type.startsWith('aws_')) return undefined;
  const names =
    resource.type === 'aws_iam_role' ? [body.name] : ROLE_ARGUMENTS.flatMap((argument) => list(body[argument]).flat(Infinity));
  // A role that cannot be told could be any; the platform's own stacks are trusted to know theirs.
  const isAnyone = names.some((name) => isUnreadable(name) && name.reference === undefined);
  if (isAnyone && stack.facts.kind === StackKind.FOREIGN) return landscape.anyService;
  for (const name of names.filter((each) => !isUnreadable(each))) {
    const found = landscape.stackOfRole(String(name).replace(/^arn:[^:]*:iam::\d*:role\/(.*\/)?/, ''));
    if (found) return found;
  }
  return undefined;
}

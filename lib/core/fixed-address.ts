import type { TerraformResource, TerraformStack } from 'cdktf';
import { GoldenPathError } from './errors';
import { show } from './problems';

/** A resource whose name in Terraform says what it is, and not where its construct stands. */
interface FixedAddress {
  readonly resource: TerraformResource;
  /** The name that the library gave it. */
  readonly name: string;
}

/** The name that a resource has now, and whether somebody has seen it. */
interface State extends FixedAddress {
  current: string;
  isRead: boolean;
}

const STATES = new WeakMap<TerraformResource, State>();
const PER_STACK = new WeakMap<TerraformStack, FixedAddress[]>();

/** Functions that all resources share: V8 keeps one shape for each type of resource then, and not one for each resource. */
const MEMBERS: PropertyDescriptorMap & ThisType<TerraformResource> = {
  friendlyUniqueId: {
    get() {
      const state = STATES.get(this)!;
      state.isRead = true;
      return state.current;
    },
  },
  overrideLogicalId: {
    value(given: string) {
      override(STATES.get(this)!, given);
    },
  },
  resetOverrideLogicalId: {
    value() {
      override(STATES.get(this)!, '');
    },
  },
  // jsii calls the methods of the class, past those above. This is what they set.
  _logicalIdOverride: {
    set(given?: string) {
      override(STATES.get(this)!, given ?? '');
    },
  },
};

/** The resources of a stack whose addresses are fixed, in the order in which they were made. */
export function fixedAddresses(stack: TerraformStack): readonly FixedAddress[] {
  return PER_STACK.get(stack) ?? [];
}

/**
 * Gives a new resource a name in Terraform that does not follow its construct path: the construct around it may be renamed or
 * moved, and Terraform keeps what it made.
 *
 * CDKTF caches a name when it is first read, and says nothing if it is overridden later. Here an override works until then, and
 * throws `InvalidRule` afterwards.
 *
 * @param resource a resource that nothing has read the address of
 * @param name unique among the resources of its type in the stack
 */
export function fixedAddress<T extends TerraformResource>(resource: T, name: string): T {
  const state = { resource, name, current: name, isRead: false };
  STATES.set(resource, state);
  Object.defineProperties(resource, MEMBERS);
  const stack = resource.cdktfStack;
  const present = PER_STACK.get(stack);
  if (present) present.push(state);
  else PER_STACK.set(stack, [state]);
  return resource;
}

/** An empty name is none, as in CDKTF. */
function override(state: State, given: string): void {
  const wanted = given || state.name;
  if (state.isRead && wanted !== state.current) throw tooLate(state, wanted);
  Object.assign(state, { current: wanted });
}

function tooLate({ resource, current }: State, wanted: string): GoldenPathError {
  const { node, terraformResourceType: type } = resource;
  const move = `{ from: '${type}.${wanted}', to: '${type}.${current}' }`;
  return new GoldenPathError('InvalidRule', `overrideLogicalId at ${node.path}`, [
    {
      path: 'newLogicalId',
      got: show(wanted),
      allowed: `${show(current)}: its address was read, and others may refer to it as ${type}.${current}`,
      fix: `leave it out; if your state has the resource under that name: stack.addOverride('moved', [${move}])`,
    },
  ]);
}

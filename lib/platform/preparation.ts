import { DefaultTokenResolver, StringConcat, TerraformElement, TerraformStack, Token, Tokenization } from 'cdktf';

const RESOLVER = new DefaultTokenResolver(new StringConcat());

/**
 * What a stack does before the app is synthesised: CDKTF resolves every element once to find the values of other stacks.
 *
 * Most elements hold none, and to look at their values takes a fraction of resolving them: a synth gets a tenth faster.
 * Whatever is not known to be the stack's own is resolved, and a stack with a preparation of its own keeps it.
 */
export function preparationOf(stack: TerraformStack, ownValues: ReadonlySet<string>): () => void {
  if (stack.prepareStack !== TerraformStack.prototype.prepareStack) return stack.prepareStack.bind(stack);
  return () => {
    stack.ensureBackendExists();
    for (const element of stack.node.findAll()) {
      if (!TerraformElement.isTerraformElement(element) || TerraformStack.of(element) !== stack) continue;
      const value = element.toTerraform();
      if (!isOwn(value, ownValues)) Tokenization.resolve(value, { scope: stack, resolver: RESOLVER, preparing: true });
    }
  };
}

/** Whether a value holds nothing but literals and values that are known to be the stack's own. */
function isOwn(value: unknown, ownValues: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return !value.includes('TfToken[') || ownValues.has(value);
  if (typeof value === 'number') return !Token.isUnresolved(value);
  if (Array.isArray(value)) return value.every((item) => isOwn(item, ownValues));
  if (typeof value !== 'object' || value === null) return typeof value !== 'function';
  const isPlain = Object.getPrototypeOf(value) === Object.prototype;
  return isPlain && Object.entries(value).every(([key, item]) => isOwn(key, ownValues) && isOwn(item, ownValues));
}

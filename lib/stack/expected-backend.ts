import { TerraformStack } from 'cdktf';
import { RootConstruct } from 'constructs';
import type { Json } from '../core/json';
import type { Environment } from '../platform/environment';

const ID = 'golden-path-stack-id';

const texts = new WeakMap<Environment, string>();

/** The backend that an environment sets for a stack, as in the JSON of the stack. */
export function backendOf(stackId: string, environment: Environment): Json {
  let text = texts.get(environment);
  if (text === undefined) {
    text = renderBackend(environment);
    texts.set(environment, text);
  }
  return JSON.parse(text.replaceAll(ID, stackId)) as Json;
}

/** The backend of a sample stack outside of any app, because each app creates its output folder immediately. */
function renderBackend(environment: Environment): string {
  const stack = new TerraformStack(new RootConstruct(), ID);
  environment.backend.bind(stack);
  stack.prepareStack();
  const { terraform = {} } = stack.toTerraform() as { terraform?: { backend?: Json; cloud?: Json } };
  return JSON.stringify({ ...terraform.backend, ...(terraform.cloud && { cloud: terraform.cloud }) });
}

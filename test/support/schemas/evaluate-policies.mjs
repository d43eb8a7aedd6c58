// As a program: node evaluate-policies.mjs, with policies and requests as JSON on standard input, prints the messages of
// what each request is denied for, as an API server would, or an error, which is a denial too.
import { readFileSync } from 'node:fs';
import { Environment } from '@marcbachmann/cel-js';

const STANDARD_INPUT = 0;

/** The validations of a policy that a request fails; variables are known to those that come after them. */
function denials({ policy: { spec }, object, namespaceObject }) {
  const environment = new Environment({ unlistedVariablesAreDyn: true });
  const known = { object, namespaceObject, variables: {} };
  try {
    for (const { name, expression } of spec.variables) known.variables[name] = environment.evaluate(expression, known);
    return spec.validations.filter(({ expression }) => environment.evaluate(expression, known) !== true).map(({ message }) => message);
  } catch (failure) {
    return [`error: ${failure.message.split('\n')[0]}`];
  }
}

console.log(JSON.stringify(JSON.parse(readFileSync(STANDARD_INPUT, 'utf8')).map(denials)));

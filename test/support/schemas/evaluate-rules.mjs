// As a program: node evaluate-rules.mjs, with checks as JSON on standard input, prints the outcome of each as JSON.
//
// In a process of its own, since jest's module loader cannot load the ES module that the evaluator is.
import { readFileSync } from 'node:fs';
import { Environment } from '@marcbachmann/cel-js';

const STANDARD_INPUT = 0;

/** The types of OpenAPI in CEL. */
const TYPES = { string: 'string', integer: 'int', boolean: 'bool', array: 'list', object: 'map' };

/** A schema as the evaluator takes it: what a rule names has to be declared, as it has to be for an API server. */
function declared(schema) {
  if (schema.type !== 'object' || !schema.properties) return TYPES[schema.type];
  return Object.fromEntries(Object.entries(schema.properties).map(([name, property]) => [name, declared(property)]));
}

/** A value of JSON as the evaluator takes it: its int is JavaScript's bigint. */
function converted(schema, value) {
  if (schema.type === 'integer') return BigInt(value);
  if (schema.type !== 'object' || !schema.properties) return value;
  const known = Object.entries(schema.properties).filter(([name]) => name in value);
  return Object.fromEntries(known.map(([name, property]) => [name, converted(property, value[name])]));
}

function variable(name, schema) {
  const type = declared(schema);
  return typeof type === 'string' ? { name, type } : { name, schema: type };
}

/** Whether a rule holds, or the reason why it says nothing. */
function outcome({ rule, schema, self, oldSelf }) {
  const environment = new Environment().registerVariable(variable('self', schema)).registerVariable(variable('oldSelf', schema));
  const { valid, type, error } = environment.check(rule);
  if (!valid) return firstLine(error);
  if (type !== 'bool') return `is a ${type}, not a bool`;
  try {
    const old = oldSelf === undefined ? {} : { oldSelf: converted(schema, oldSelf) };
    return environment.evaluate(rule, { self: converted(schema, self), ...old });
  } catch (failure) {
    return firstLine(failure);
  }
}

function firstLine({ message }) {
  return message.split('\n')[0];
}

console.log(JSON.stringify(JSON.parse(readFileSync(STANDARD_INPUT, 'utf8')).map(outcome)));

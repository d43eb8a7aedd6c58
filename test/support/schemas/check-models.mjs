// As a program: node check-models.mjs, with Kubernetes documents as JSON on standard input, prints the problems of each as
// JSON, or null for a kind that there is no model of.
//
// In a process of its own, since jest's module loader cannot load the ES modules that the models are.
import { readFileSync } from 'node:fs';

const STANDARD_INPUT = 0;

/** The packages of the groups that Kubernetes itself does not have. */
const PACKAGES = {
  'argoproj.io': '@kubernetes-models/argo-cd',
  'external-secrets.io': '@kubernetes-models/external-secrets',
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
};

/** What the validators have lost, of all the fields that the models' own types have. */
const LOST = /\.(description|x-kubernetes-[a-z-]+)(\.|$)/;

/** What the values of a chart are is for the chart to say; the operator's schema leaves routes below the first open. */
const FREE = /\.valuesObject\.|^spec\.route\.routes\./;

/** The model of a kind, which validates by the schema of its project's release. */
async function modelOf({ apiVersion, kind }) {
  const models = PACKAGES[apiVersion.split('/')[0]] ?? 'kubernetes-models';
  try {
    return (await import(`${models}/${apiVersion}/${kind}`))[kind];
  } catch (error) {
    if (['ERR_MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED'].includes(error.code)) return undefined;
    throw error;
  }
}

/** What a model says of a document. It says nothing of fields that it does not know; those are the ones that it never reads. */
async function problems(document) {
  const model = await modelOf(document);
  if (!model) return null;
  const unread = new Set();
  try {
    model.prototype.validate.call(watched(document, '', unread));
    return [...unread].filter((path) => !LOST.test(path) && !FREE.test(path)).map((path) => `${path}: unknown field`);
  } catch (error) {
    if (!error.errors) throw error;
    return error.errors.map(({ instancePath, params, message }) => (
      `${instancePath.slice(1).replaceAll('/', '.')}: ${message}${params.allowedValues ? ` (${params.allowedValues.join(', ')})` : ''}`
    ));
  }
}

/** A value that notes which fields of it, and of all in it, nobody has read. */
function watched(value, path, unread) {
  if (value === null || typeof value !== 'object') return value;
  const place = (key) => [path, key].filter(Boolean).join('.');
  const fields = new Map(Object.keys(value).map((key) => [key, watched(value[key], place(key), unread)]));
  // The elements of a list have no names that could be unknown.
  if (!Array.isArray(value)) for (const key of fields.keys()) unread.add(place(key));
  const get = (target, key) => {
    unread.delete(place(key));
    return fields.get(key) ?? target[key];
  };
  return new Proxy(value, { get });
}

const documents = JSON.parse(readFileSync(STANDARD_INPUT, 'utf8'));
console.log(JSON.stringify(await Promise.all(documents.map(problems))));

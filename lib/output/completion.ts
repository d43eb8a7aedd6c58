import { isPlainObject } from '../core/json';
import type { Json } from '../core/json';
import { addressOf } from '../guardrails/expectations';
import { blocksOfSection } from '../guardrails/model/sections';
import { NAMESPACES, POD_SECURITY } from '../guardrails/pod-security';
import { SERVICE_GUARDRAILS } from '../guardrails/rows/own';
import type { AppStack } from './app-stack';
import { addMoves } from './moved-blocks';

/** The lock file of the S3 backend needs it. */
const TERRAFORM_VERSION = '>= 1.10.0';

/** Kubernetes resources whose metadata names an object that something else owns: it has no labels of its own. */
export const WITHOUT_LABELS = [
  'kubernetes_annotations',
  'kubernetes_config_map_v1_data',
  'kubernetes_env',
  'kubernetes_labels',
  'kubernetes_node_taint',
  'kubernetes_secret_v1_data',
];

/** Adds to a stack's JSON what its team left to the platform. */
export function complete(context: AppStack, json: Json): void {
  const { terraform } = json as { terraform?: Json };
  Object.assign(json, { terraform: { required_version: TERRAFORM_VERSION, ...terraform } });
  labelOwnObjects(context, json);
  addMoves(context.stack, json);
}

/**
 * Puts the owner's labels and annotations on the Kubernetes resources that a team added to its stack itself.
 *
 * The AWS provider has default tags for this, the Kubernetes provider has nothing like them. What a team wrote stays;
 * what the library made is left as it is, so that a label lost there is found.
 */
function labelOwnObjects(context: AppStack, json: Json): void {
  if (!context.owner) return;
  const { labels, annotations } = context.owner;
  const labelled = context.expectations.filter(({ guardrail }) => guardrail === SERVICE_GUARDRAILS.owned);
  const guarded = new Set(labelled.map(({ element }) => addressOf(element)));
  for (const [type, name, body] of blocksOfSection(json.resource)) {
    const { metadata } = body;
    const takesLabels = type.startsWith('kubernetes_') && !WITHOUT_LABELS.includes(type);
    if (!takesLabels || guarded.has(`${type}.${name}`) || !isPlainObject(metadata)) continue;
    const profile = context.service && NAMESPACES.includes(type) ? POD_SECURITY : {};
    if (isMapOrAbsent(metadata.labels)) metadata.labels = { ...labels, ...profile, ...metadata.labels };
    if (isMapOrAbsent(metadata.annotations)) metadata.annotations = { ...annotations, ...metadata.annotations };
  }
}

/** A map that is a Terraform expression cannot be added to. */
function isMapOrAbsent(value: unknown): value is Json | undefined {
  return value === undefined || isPlainObject(value);
}

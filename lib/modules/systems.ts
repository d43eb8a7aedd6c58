/**
 * The modules by name, each with the last part of its address in a registry: `<namespace>/<name>/<system>`. Apart from what they are
 * made of, so that a command that only names them does not load every construct.
 */
export const MODULE_SYSTEMS = {
  'microservice-infra': 'kubernetes',
  'postgres-database': 'aws',
  'object-bucket': 'aws',
} as const;

export type ModuleName = keyof typeof MODULE_SYSTEMS;

export const MODULE_NAMES = Object.keys(MODULE_SYSTEMS) as readonly ModuleName[];

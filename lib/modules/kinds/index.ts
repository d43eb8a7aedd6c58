import type { ModuleKind } from './kind';
import { MICROSERVICE_INFRA } from './microservice-infra';
import { OBJECT_BUCKET } from './object-bucket';
import { POSTGRES_DATABASE } from './postgres-database';

/** Every construct that can be rendered as a module. */
export const MODULES: readonly ModuleKind[] = [MICROSERVICE_INFRA, POSTGRES_DATABASE, OBJECT_BUCKET];

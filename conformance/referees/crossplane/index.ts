export { buildCli, buildCrossplane, type CrossplanePrograms } from './build-crossplane';
export { compositeFor, isRequestOf, observed, READY } from './composites';
export { readDocuments, writeDocuments, type KubernetesObject } from '../../../test/support/documents';
export type { BuiltProgram } from './go-program';
export { Renderer, withRenderer, type Rendered, type RenderInput, type Result } from './renderer';
export { CrossplaneError } from './failure';
export { validate, type ValidateInput, type Validation } from './validate';

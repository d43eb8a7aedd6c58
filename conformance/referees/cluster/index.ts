export { KubernetesApi, type Answer } from './api';
export { isTrue } from './conditions';
export { ControlPlane } from './control-plane';
export { isolated, runShown } from './namespace';
export { buildControlPlane, builtControlPlane, KUBERNETES } from './program';
export { LiveKubernetes } from './terraform/live-kubernetes';
export { CRASHES, FakeNodes } from './nodes';
export { CrossplaneCore, type CrossplaneBinaries } from './crossplane-core';

/** Helpers to test a team's own stacks with any test runner. */
export { synthesize } from './synthesize';
export type { SynthesizeOptions } from './synthesize';
export { assertAllowed, assertDenied } from './verdict';
export type { Verdict } from './verdict';

/** The questions of a test. */
export type { Json, Match } from './json';
export type { ServiceOutput, ArgoApplicationOutput, ReachOptions } from './service-output';
export type { Synthesis } from './synthesis';
export type { StackOutput } from './written';

/** The answers to a test. */
export type { DatabaseOutput } from './databases';
export type { ExceptionOutput } from './exceptions';
export type { ContainerResources, Replicas, SecretReference } from './workload';

import type { ISynthesisSession, TerraformStack } from 'cdktf';
import { GoldenPathError } from '../core/errors';
import type { ErrorCode } from '../core/errors';
import type { Problem } from '../core/problems';
import { show } from '../core/problems';
import type { StagedSynthesizer } from './staging';
import { isFileError } from './unwritable';

/** Two stacks of one id would overwrite each other's output, wherever they stand in the tree. */
export function duplicateStacks(synthesizers: readonly StagedSynthesizer[]): Problem[] {
  const paths = new Map<string, string[]>();
  for (const { stack } of synthesizers) paths.set(stack.node.id, [...(paths.get(stack.node.id) ?? []), stack.node.path]);
  return [...paths]
    .filter(([, twins]) => twins.length > 1)
    .map(([id, twins]) => ({
      path: twins.join(', '),
      got: `${twins.length} stacks with the id ${show(id)}`,
      allowed: 'a stack id that is unique in the app, since it names the output folder and the state',
      fix: 'remove or rename one of them',
    }));
}

/** Stacks that an aspect or a validation added while the others were written: CDKTF would silently leave them out. */
export function lateStacks(present: readonly TerraformStack[], synthesizers: readonly StagedSynthesizer[]): Problem[] {
  const written = new Set(synthesizers.map(({ stack }) => stack));
  return present
    .filter((stack) => !written.has(stack))
    .map(({ node }) => ({
      path: node.path,
      got: 'a stack that was added while the app was synthesised',
      allowed: 'stacks that are there before app.synth()',
      fix: 'make it where the other stacks are made, and not in an aspect or a validation',
    }));
}

/** The code of an error is that of its gravest problem. */
export function codeOf(
  conflicts: readonly Problem[],
  broken: readonly Problem[],
  lost: readonly Problem[],
  tokens: readonly Problem[],
): ErrorCode {
  if (conflicts.length > 0) return 'StackConflict';
  if (broken.length > 0) return 'InvalidRule';
  if (lost.length > 0) return 'LostNonNegotiable';
  return tokens.length > 0 ? 'TokenInManifest' : 'RefusedByCdktf';
}

/** CDKTF's own HCL writer loses overrides and writes policies with their quotes unescaped. */
export function noHcl(stack: TerraformStack): GoldenPathError {
  return new GoldenPathError('RefusedByCdktf', stack.node.path, [
    {
      path: 'SYNTH_HCL_OUTPUT',
      got: 'output as HCL',
      allowed: "Terraform's JSON syntax: CDKTF's HCL output loses overrides and breaks policies",
      fix: 'synthesise without it; Terraform reads both alike',
    },
  ]);
}

export interface Refusal {
  readonly stack: TerraformStack;
  readonly error: Error;
}

/** Lets CDKTF synthesise a stack, and gives what it refuses, so that the other stacks are heard too. */
export function refusalOf(synthesizer: StagedSynthesizer, stage: ISynthesisSession): Refusal[] {
  try {
    synthesizer.synthesizeStack(stage);
    return [];
  } catch (error) {
    if (isFileError(error)) throw error;
    return [{ stack: synthesizer.stack, error: error as Error }];
  }
}

export function refusedByCdktf({ stack, error }: Refusal): Problem {
  return {
    path: stack.node.path,
    got: error.message.trim(),
    allowed: 'a stack that CDKTF can synthesise',
    fix: 'mend what CDKTF says of it',
  };
}

/** CDKTF asks the app itself only after it has written everything. */
export function refusedByApp(message: string): Problem {
  return { path: 'App', got: message, allowed: 'an app that its own validations accept', fix: 'mend what the validation names' };
}

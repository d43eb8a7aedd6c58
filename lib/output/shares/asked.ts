import * as path from 'node:path';
import { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { GoldenPathError } from '../../core/errors';
import type { Problem } from '../../core/problems';
import { closest, listed, show } from '../../core/problems';
import type { AppStack } from '../app-stack';
import type { SynthRequest } from './request';

/** Which part of an app is asked for: all of it, or only the stacks of some services. */
export class Asked {
  private readonly only?: readonly string[];

  public constructor(
    private readonly request: SynthRequest,
    private readonly contexts: readonly AppStack[],
  ) {
    this.only = request.only;
  }

  /** Whether a stack is to be synthesised; those without a platform belong to no service. */
  public has({ service, stack }: Pick<AppStack, 'service' | 'stack'>): boolean {
    return this.only === undefined || [service, stack.node.id].some((name) => name !== undefined && this.only!.includes(name));
  }

  /** The same, of stacks of any kind. */
  public stacks(): (stack: TerraformStack) => boolean {
    if (this.only === undefined) return () => true;
    const asked = new Set(this.contexts.filter((context) => this.has(context)).map(({ stack }) => stack));
    return (stack) => asked.has(stack);
  }

  /** What follows from several stacks, without the files that are made for others alone. */
  public files<T extends { readonly owner: IConstruct }, C extends { readonly files: readonly T[] }>(contribution: C): C {
    if (this.only === undefined) return contribution;
    const isAsked = this.stacks();
    const isIn = (scope: IConstruct) => TerraformStack.isStack(scope) && isAsked(scope);
    const files = contribution.files.filter(({ owner }) => owner.node.scopes.some(isIn));
    return { ...contribution, files };
  }

  /** Refuses names that the app does not know, and an output folder that would lose everything else. */
  public check(outdir: string): void {
    const { only = [], outdir: expected } = this.request;
    const known = [...new Set(this.contexts.flatMap(({ service, stack }) => [service ?? stack.node.id]))];
    const unknown = only.filter((name) => !this.contexts.some((context) => this.knows(context, name)));
    const problems: Problem[] = unknown.map((name) => {
      const meant = closest(name, known);
      return {
        path: '--only',
        got: show(name),
        allowed: `a service of this app: ${listed(known.slice(0, 20))}`,
        fix: meant ? `did you mean ${show(meant)}?` : 'name a service, or the id of a stack',
      };
    });
    if (expected !== undefined && path.resolve(outdir) !== path.resolve(expected)) {
      problems.push({
        path: 'App: outdir',
        got: show(outdir),
        allowed: `${show(expected)}, which the command gives: in the app's own folder all other stacks would be removed`,
        fix: "remove outdir from the app's props; set output in cdktf.json instead",
      });
    }
    if (problems.length > 0) throw new GoldenPathError('RefusedByCommand', 'golden-path synth', problems);
  }

  private knows({ service, stack }: AppStack, name: string): boolean {
    return name === service || name === stack.node.id;
  }
}

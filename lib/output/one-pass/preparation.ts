import { Aspects, TerraformResource, TerraformStack } from 'cdktf';
import type { App } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { Json } from '../../core/json';
import { withoutTokenTraces } from '../../core/token-traces';
import { hasOwnRendering, isRenderedByCdktf, renderInOnePass, settleNames } from './rendering';
import { ExpressionResolver } from './resolved';

/** What constructs are, as far as a change of them by their own synthesis would show. */
interface Shape {
  readonly constructs: number;
  readonly notes: number;
  readonly dependencies: number;
  readonly aspects: number;
}

/**
 * How the stacks of an app are rendered: in one pass where that surely gives what CDKTF's two passes give.
 *
 * CDKTF renders each stack twice, the first time only to find references to other stacks, which need an output there and a data
 * source here. Most apps have none. So the stacks are rendered once, and all of them again in CDKTF's way if that was not enough:
 * for a reference to another stack, a `Lazy` value, a construct or an annotation that was added on the way, or an error. Aspects,
 * moved resources and elements that render themselves have the two passes from the start.
 */
export class Preparation {
  private readonly deferred = new Map<TerraformStack, () => void>();
  private resolver?: ExpressionResolver;
  private forgetValidations?: () => void;

  public constructor(private readonly root: IConstruct) {}

  /** Takes the place of a stack's own preparation and rendering, if they are CDKTF's. */
  public take(stack: TerraformStack): void {
    if (!isRenderedByCdktf(stack)) return;
    const prepare = stack.prepareStack.bind(stack);
    const render = stack.toTerraform.bind(stack);
    const prepareStack = () => {
      stack.ensureBackendExists();
      settleNames(stack);
      this.deferred.set(stack, prepare);
    };
    const toTerraform = () => {
      if (this.resolver && this.deferred.has(stack)) return renderInOnePass(stack, this.resolver);
      // Somebody asks for this stack alone.
      this.prepare();
      return render() as Json;
    };
    Object.assign(stack, { prepareStack, toTerraform });
  }

  /**
   * Tries to synthesise stacks in one pass.
   *
   * @param synthesize synthesises one of them, and says whether there was no error
   * @returns whether nothing was amiss; otherwise all of it is to be undone, prepared, and done in CDKTF's way
   */
  public attempt<T>(stacks: readonly T[], synthesize: (stack: T, index: number) => boolean): boolean {
    if (this.deferred.size === 0) return false;
    const present = this.root.node.findAll();
    if (present.some(meddles)) return false;
    const before = shapeOf(present);
    const resolver = new ExpressionResolver();
    this.resolver = resolver;
    this.forgetValidations = validateOnce(present);
    const references = hearReferences(this.root);
    try {
      const isEnough = (stack: T, index: number) => synthesize(stack, index) && !resolver.leftOut && !references.heard;
      // An error is told by the two passes, whose tokens note where they were made.
      return withoutTokenTraces(() => stacks.every(isEnough)) && isSame(before, shapeOf(this.root.node.findAll()));
    } finally {
      references.stop();
      this.resolver = undefined;
    }
  }

  /** CDKTF's own first pass. */
  public prepare(): void {
    const stacks = [...this.deferred.values()];
    this.deferred.clear();
    for (const prepare of stacks) prepare();
  }

  /** Ends a synthesis, whose result stands. */
  public end(): void {
    this.deferred.clear();
    this.forgetValidations?.();
    this.forgetValidations = undefined;
  }
}

/** Hears of references from one stack to another, and makes none, until it is stopped. */
function hearReferences(root: IConstruct): { heard: boolean; stop: () => void } {
  const crossStackReference: App['crossStackReference'] = (_from, _to, identifier) => {
    references.heard = true;
    return identifier;
  };
  const references = { heard: false, stop: replaced(root as App, 'crossStackReference', crossStackReference) };
  return references;
}

/**
 * Has the validations of each stack run once, also if it is synthesised again: they may annotate, or add a construct. Gives how to
 * end that.
 */
function validateOnce(constructs: readonly IConstruct[]): () => void {
  const stacks = constructs.filter((node): node is TerraformStack => TerraformStack.isStack(node));
  const ends = stacks.map((stack) => {
    const validate = stack.runAllValidations.bind(stack);
    let outcome: (() => void) | undefined;
    return replaced(stack, 'runAllValidations', () => {
      outcome ??= outcomeOf(validate);
      outcome();
    });
  });
  return () => ends.forEach((end) => end());
}

/** Does something, and gives what throws its error again if there was one. */
function outcomeOf(action: () => void): () => void {
  try {
    action();
    return () => {};
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/** Puts another method in the place of one of an object, and gives how to put it back. */
function replaced<T extends object, K extends keyof T>(object: T, name: K, method: T[K]): () => void {
  const own = Object.getOwnPropertyDescriptor(object, name);
  Object.assign(object, { [name]: method });
  return () => {
    if (own) Object.defineProperty(object, name, own);
    else Reflect.deleteProperty(object, name);
  };
}

/** Whether a construct may change others while they are synthesised. */
function meddles(construct: IConstruct): boolean {
  return Aspects.of(construct).all.length > 0 || isMoved(construct) || hasOwnRendering(construct);
}

function shapeOf(constructs: readonly IConstruct[]): Shape {
  let [notes, dependencies, aspects] = [0, 0, 0];
  for (const construct of constructs) {
    notes += construct.node.metadata.length;
    aspects += Aspects.of(construct).all.length;
    if (TerraformStack.isStack(construct)) dependencies += construct.dependencies.length;
  }
  return { constructs: constructs.length, notes, dependencies, aspects };
}

function isMoved(construct: IConstruct): boolean {
  return TerraformResource.isTerraformResource(construct) && construct.hasResourceMove() !== undefined;
}

function isSame(one: Shape, other: Shape): boolean {
  return (Object.keys(one) as (keyof Shape)[]).every((name) => one[name] === other[name]);
}

import { Aspects, TerraformResource, TerraformStack } from 'cdktf';
import type { App } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { Json } from '../../core/json';
import { isRenderedByCdktf, renderInOnePass } from './rendering';
import { ExpressionResolver } from './resolved';

/** What a tree of constructs is, as far as a change of it by its own synthesis would show. */
interface Shape {
  readonly constructs: number;
  readonly notes: number;
  readonly dependencies: number;
  /** Whether something in it may change others while they are synthesised. */
  readonly meddles: boolean;
}

/**
 * How the stacks of an app are rendered: in one pass where that surely gives what CDKTF's two passes give.
 *
 * CDKTF renders each stack twice, the first time only to find references to other stacks, which need an output there and a data
 * source here. Most apps have none. So the stacks are rendered once, and all of them again in CDKTF's way if that was not enough:
 * for a reference to another stack, a `Lazy` value, a construct or an annotation that was added on the way, or an error. Aspects
 * and moved resources have the two passes from the start.
 */
export class Preparation {
  private readonly deferred = new Map<TerraformStack, () => void>();
  private resolver?: ExpressionResolver;

  public constructor(private readonly root: IConstruct) {}

  /** Takes the place of a stack's own preparation and rendering, if they are CDKTF's. */
  public take(stack: TerraformStack): void {
    if (!isRenderedByCdktf(stack)) return;
    const prepare = stack.prepareStack.bind(stack);
    const render = stack.toTerraform.bind(stack);
    const prepareStack = () => {
      stack.ensureBackendExists();
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
    if (this.deferred.size === 0 || !this.inOnePass(stacks, synthesize)) return false;
    this.deferred.clear();
    return true;
  }

  /** CDKTF's own first pass. */
  public prepare(): void {
    const stacks = [...this.deferred.values()];
    this.deferred.clear();
    for (const prepare of stacks) prepare();
  }

  private inOnePass<T>(stacks: readonly T[], synthesize: (stack: T, index: number) => boolean): boolean {
    const before = shapeOf(this.root);
    if (before.meddles) return false;
    const resolver = new ExpressionResolver();
    this.resolver = resolver;
    const references = hearReferences(this.root);
    try {
      const isEnough = (stack: T, index: number) => synthesize(stack, index) && !resolver.leftOut && !references.heard;
      return stacks.every(isEnough) && isSame(before, shapeOf(this.root));
    } finally {
      references.stop();
      this.resolver = undefined;
    }
  }
}

/** Hears of references from one stack to another, and makes none, until it is stopped. */
function hearReferences(root: IConstruct): { heard: boolean; stop: () => void } {
  const own = Object.getOwnPropertyDescriptor(root, 'crossStackReference');
  const references = {
    heard: false,
    stop: () => {
      if (own) Object.defineProperty(root, 'crossStackReference', own);
      else Reflect.deleteProperty(root, 'crossStackReference');
    },
  };
  const crossStackReference: App['crossStackReference'] = (_from, _to, identifier) => {
    references.heard = true;
    return identifier;
  };
  Object.assign(root, { crossStackReference });
  return references;
}

function shapeOf(root: IConstruct): Shape {
  let [constructs, notes, dependencies, meddles] = [0, 0, 0, false];
  for (const construct of root.node.findAll()) {
    constructs += 1;
    notes += construct.node.metadata.length;
    if (TerraformStack.isStack(construct)) dependencies += construct.dependencies.length;
    meddles ||= Aspects.of(construct).all.length > 0 || isMoved(construct);
  }
  return { constructs, notes, dependencies, meddles };
}

function isMoved(construct: IConstruct): boolean {
  return TerraformResource.isTerraformResource(construct) && construct.hasResourceMove() !== undefined;
}

function isSame(one: Shape, other: Shape): boolean {
  return one.constructs === other.constructs && one.notes === other.notes && one.dependencies === other.dependencies;
}

import type { TerraformStack } from 'cdktf';
import type { Json } from '../core/json';
import type { Problem } from '../core/problems';
import { liftedFact } from '../guardrails/exceptions';
import type { Exceptions, LiftedFact } from '../guardrails/exceptions';
import { expectedAt } from '../guardrails/expectations';
import type { OwnGuardrail } from '../guardrails/expectations';
import { judge } from '../guardrails/guarantees';
import { AppModel } from '../guardrails/model/app-model';
import type { Document, StackFacts } from '../guardrails/model/app-model';
import type { ExpectedAt } from '../guardrails/model/expected';
import { Landscape } from '../guardrails/model/landscape';
import type { AppStack } from './app-stack';
import { promisedObjects } from './recorded-guarantees';
import { factsOf, FOREIGN } from './stack-facts';

/** The guarantees that do not hold, and what a written reason lifted. */
interface Verdict {
  readonly lost: readonly Problem[];
  readonly lifted: readonly LiftedFact[];
}

/** What of the guarantees the stacks of an app keep: each is judged as it is rendered, with all that the others have in view. */
export class Judged {
  private readonly verdicts = new Map<string, Verdict>();
  private readonly contexts: ReadonlyMap<TerraformStack, AppStack>;
  private readonly facts: ReadonlyMap<TerraformStack, StackFacts>;
  private readonly landscape: Landscape;
  private objects?: (address: string) => readonly ExpectedAt[];
  private rows?: ReadonlyMap<string, OwnGuardrail>;

  public constructor(
    contexts: readonly AppStack[],
    private readonly exceptions: Exceptions,
  ) {
    this.contexts = new Map(contexts.map((context) => [context.stack, context]));
    this.facts = new Map(contexts.map((context) => [context.stack, factsOf(context)]));
    this.landscape = new Landscape([...this.facts].map(([stack, facts]) => ({ name: stack.node.id, facts })));
  }

  /** Judges a stack by its JSON, which is not kept. */
  public judge(stack: TerraformStack, json: Json): void {
    const one = { name: stack.node.id, json, facts: this.facts.get(stack) ?? FOREIGN };
    const expected = (this.contexts.get(stack)?.expectations ?? []).map(expectedAt);
    this.verdicts.set(
      one.name,
      this.judgeModel(
        new AppModel({ stacks: [one], documents: [], promised: this.promised }, this.landscape),
        new Map([[one.name, expected]]),
      ),
    );
  }

  /** Takes what another process found of a stack. */
  public take(stack: string, lifted: readonly LiftedFact[]): void {
    this.verdicts.set(stack, { lost: [], lifted });
  }

  /** What was found of each stack. */
  public get byStack(): ReadonlyMap<string, Verdict> {
    return this.verdicts;
  }

  /** What all stacks and their documents together have lost, and what a reason lifted. */
  public verdict(documents: readonly Document[]): { lost: Problem[]; lifted: LiftedFact[] } {
    const written = documents.length > 0 ? [this.judgeDocuments(documents)] : [];
    const all = [...this.verdicts.values(), ...written];
    return { lost: all.flatMap(({ lost }) => lost), lifted: all.flatMap(({ lifted }) => lifted) };
  }

  /** Only manifests in Terraform ask, which few stacks have. */
  private readonly promised = (address: string): readonly ExpectedAt[] => {
    this.objects ??= promisedObjects([...this.contexts.values()].flatMap(({ manifests }) => manifests.promised));
    return this.objects(address);
  };

  private judgeDocuments(documents: readonly Document[]): Verdict {
    const stacks = [...this.facts].map(([stack, facts]) => ({ name: stack.node.id, json: {}, facts }));
    return this.judgeModel(new AppModel({ stacks, documents }, this.landscape), new Map());
  }

  private judgeModel(app: AppModel, expected: Parameters<typeof judge>[1]): Verdict {
    this.rows ??= rowsOf([...this.contexts.values()]);
    const { lifted, lost } = judge(app, expected, this.rows, (finding) => this.exceptions.lift(finding));
    return { lost, lifted: lifted.map(liftedFact) };
  }
}

/** The rows of what is promised in an app: a companion brings its own. */
function rowsOf(contexts: readonly AppStack[]): ReadonlyMap<string, OwnGuardrail> {
  const promised = contexts.flatMap(({ expectations, manifests }) => [...expectations, ...manifests.expectations]);
  return new Map(promised.map(({ guardrail }) => [guardrail.id, guardrail]));
}

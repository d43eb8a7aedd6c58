import type { AppOutput } from './app-output';
import { unknown } from './failures';
import type { Json, Match } from './json';
import { ServiceOutput } from './service-output';
import { Documents } from './written';
import type { StackOutput } from './written';

/** The output of one synth. */
export class Synthesis {
  /** The text of every file, by its path in the output folder. */
  public readonly files: Readonly<Record<string, string>>;
  /** What Terraform applies, stack by stack. */
  public readonly stacks: readonly StackOutput[];

  public constructor(private readonly output: AppOutput) {
    this.files = output.files;
    this.stacks = output.stacks;
  }

  /** One stack by its id. Throws `QuestionError` if there is none with that id. */
  public stack(name: string): StackOutput {
    const names = this.stacks.map((stack) => stack.name);
    if (!names.includes(name)) throw unknown('the output', 'stack', name, names);
    return this.stacks[names.indexOf(name)];
  }

  /** The resources of a type in all stacks: all of them, or those that match. */
  public resources(type: string, match: Match = {}): Json[] {
    return this.stacks.flatMap((stack) => stack.resources(type, match));
  }

  /** The Kubernetes documents in the GitOps tree: all of them, or those that match. */
  public manifests(match: Match = {}): Json[] {
    return new Documents(this.output.documents).all(match);
  }

  /** The only document of a kind that matches. Throws `QuestionError` if there is none, or more than one. */
  public manifest(kind: string, match: Match = {}): Json {
    return new Documents(this.output.documents).one('the output', kind, match);
  }

  /** One service in one environment. Throws `QuestionError` if it is not in the output. */
  public service(name: string, environment: string): ServiceOutput {
    const { services } = this.output.parts;
    const found = services.find(({ serviceName, environmentName }) => serviceName === name && environmentName === environment);
    if (found) return new ServiceOutput(this.output.sourcesOf(found));
    const there = services.map(({ serviceName, environmentName }) => `${serviceName} in ${environmentName}`);
    throw unknown('the output', 'service', `${name} in ${environment}`, there);
  }
}

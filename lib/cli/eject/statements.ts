import { callsOf, infraOf, isConnected, isPolicy, observabilityOf } from '../document/add-service';
import { PARTS } from '../document/document-form';
import type { FoundPlatform } from '../document/platform-module';
import type { ServiceValues } from '../document/service-document';
import { argumentsOf, fieldOf } from '../document/value';
import type { CallValue, CompanionValue, ListValue, PropsValue, Value } from '../document/value';
import { Coder, condition, fieldIn, groupsOf, namesOf } from './by-environment';
import type { Variants } from './by-environment';
import { call, inline, laidOut, object, quoted } from './code';
import type { Code } from './code';

/** The columns of a statement in the loop over the environments. */
const INDENT = 4;

/** The statements that add a service to its stack, the same as `addService` does. */
export class Statements {
  public readonly coder = new Coder();

  public constructor(
    private readonly services: readonly ServiceValues[],
    private readonly found: FoundPlatform,
  ) {}

  public lines(): string[] {
    const { calls, others } = this.calls();
    const more = [
      ...calls,
      ...this.companions(),
      ...this.uses(),
      ...this.application(),
      ...(['catalog', 'delivery'] as const).flatMap((key) => this.part(key)),
      ...others,
    ];
    return [this.infra(more.length > 0 ? 'const service = ' : ''), ...more];
  }

  private infra(prefix: string): string {
    const props = this.coder.of(this.variants((service) => infraOf(service)));
    return statement(this.made('MicroserviceInfra', 'Infra', props), INDENT, prefix);
  }

  /** Policies come first, what opens the network last. */
  private calls(): { readonly calls: string[]; readonly others: string[] } {
    const lists = this.services.map((service) => callsOf(service, this.found.platform.environment(service.environment)));
    const part = (wanted: (call: CallValue) => boolean) => this.listed(lists.map((list) => list.filter(wanted)));
    return { calls: part(isPolicy), others: part((one) => !isPolicy(one)) };
  }

  /** Calls that all environments make in the same order differ in their arguments; others are made where they belong. */
  private listed(lists: readonly (readonly CallValue[])[]): string[] {
    const shapes = lists.map((list) => list.map(({ method }) => method.name).join());
    if (new Set(shapes).size === 1) {
      return lists[0].flatMap((_, index) =>
        this.called(this.services.map(({ environment }, at) => ({ environment, call: lists[at][index] }))),
      );
    }
    const each = this.services.map(({ environment }, index) => ({ environment, calls: lists[index] }));
    return groupsOf(each, ({ environment }) => environment).flatMap(([{ environment, calls }]) =>
      this.only([environment], INDENT, (indent) => calls.flatMap((one) => this.called([{ environment, call: one }], indent))),
    );
  }

  private called(calls: readonly { readonly environment: string; readonly call: CallValue }[], indent = INDENT): string[] {
    const all = calls.map((each) => ({ ...each, values: argumentsOf(each.call) }));
    const count = Math.max(...all.map(({ values }) => values.length));
    const codes = Array.from({ length: count }, (_, index) =>
      this.coder.of(all.map(({ environment, values }) => ({ environment, value: values[index] }))),
    );
    return [statement(call(`service.${calls[0].call.method.name}`, codes), indent)];
  }

  private companions(): string[] {
    const all = this.services.map(({ environment, values }) => {
      const data = fieldOf(values, 'data');
      return { environment, companions: data?.kind === 'companions' ? data.companions : [] };
    });
    return namesOf(all.map(({ companions }) => companions)).flatMap((name) => {
      const own = all.flatMap(({ environment, companions }) => {
        const companion = companions.find((each) => each.name === name);
        return companion ? [{ environment, companion }] : [];
      });
      // A name can be of another kind elsewhere.
      const kindOf = (companion: CompanionValue) => `${companion.construct} ${isConnected(companion)}`;
      return groupsOf(own, ({ companion }) => kindOf(companion)).flatMap((group) => this.companion(group));
    });
  }

  private companion(group: readonly { readonly environment: string; readonly companion: CompanionValue }[]): string[] {
    const { construct, name } = group[0].companion;
    const variants = (of: (companion: CompanionValue) => Value): Variants =>
      group.map(({ environment, companion }) => ({ environment, value: of(companion) }));
    return this.only(group.map(({ environment }) => environment), INDENT, (indent) => {
      const made = this.made(construct, name, this.coder.of(variants(({ props }) => props)));
      if (!isConnected(group[0].companion)) return [statement(made, indent)];
      const options = this.coder.of(variants(({ connect }) => connect));
      return [statement(call('service.connectTo', inline(options) === '{}' ? [made] : [made, options]), indent)];
    });
  }

  private uses(): string[] {
    const each = this.services.map(({ environment, values }) => ({ environment, uses: fieldOf(values, 'uses') as ListValue | undefined }));
    const code = ({ environment, uses }: (typeof each)[number]) =>
      (uses?.items ?? []).map((use) => this.use(environment, use as PropsValue));
    return groupsOf(each, (one) => code(one).map(inline).join()).flatMap((group) =>
      code(group[0]).length === 0
        ? []
        : this.only(group.map(({ environment }) => environment), INDENT, (indent) => code(group[0]).map((use) => statement(use, indent))),
    );
  }

  private use(environment: string, use: PropsValue): Code {
    const options = { ...use, fields: use.fields.filter(({ name }) => name !== 'service') };
    const name = inline(this.coder.of(fieldIn([{ environment, value: use }], 'service')));
    const target = call('MicroserviceInfra.fromServiceName', ['stack', `'Service-${name.slice(1)}`, name]);
    return call('service.connectTo', [inline(target), this.coder.of([{ environment, value: options }])]);
  }

  /** What observes an application needs it by a name. */
  private application(): string[] {
    const app = this.variants(({ values }) => fieldOf(values, 'app'));
    const observability = this.variants((service) => observabilityOf(service));
    const [present, observed] = [app, observability].map((variants) => variants.filter(({ value }) => value !== undefined));
    if (present.length === 0) return [];
    const prefix = observed.length > 0 ? 'const application = ' : '';
    return this.only(environmentsOf(present), INDENT, (indent) => [
      statement(this.partCode('app', present), indent, prefix),
      ...(observed.length === 0
        ? []
        : this.only(environmentsOf(observed), indent, (at) => [statement(this.partCode('observability', observed), at)], present.length)),
    ]);
  }

  private part(key: 'catalog' | 'delivery'): string[] {
    const present = this.variants(({ values }) => fieldOf(values, key)).filter(({ value }) => value !== undefined);
    if (present.length === 0) return [];
    return this.only(environmentsOf(present), INDENT, (indent) => [statement(this.partCode(key, present), indent)]);
  }

  private partCode(key: keyof typeof PARTS, variants: Variants): Code {
    const { construct, id } = PARTS[key];
    const props = this.coder.of(variants);
    const needs = [['service', 'service'] as const, ...(key === 'observability' ? [['app', 'application'] as const] : [])];
    const first = object(needs);
    const all = typeof props === 'object' && 'items' in props ? { ...props, items: [...first.items, ...props.items] } : undefined;
    return this.made(construct, id, all ?? `{ ${inline(first).slice(2, -2)}, ...(${inline(props)}) }`);
  }

  private made(construct: string, id: string, props: Code): Code {
    const own = /^companions\.(.+)$/.exec(construct)?.[1];
    if (own === undefined) this.coder.classes.add(construct);
    const name = own === undefined ? construct : `companions[${quoted(own)}].construct`;
    return call(`new ${name}`, ['stack', quoted(id), props]);
  }

  private variants(of: (service: ServiceValues) => Value | undefined): Variants {
    return this.services.map((service) => ({ environment: service.environment, value: of(service) }));
  }

  /** Statements for some environments, in a block unless they are all. */
  private only(environments: readonly string[], indent: number, lines: (indent: number) => string[], all = this.services.length): string[] {
    if (environments.length === all) return lines(indent);
    const pad = ' '.repeat(indent);
    const inner = lines(indent + 2);
    return inner.length === 0 ? [] : [`${pad}if (${condition(environments)}) {`, ...inner, `${pad}}`];
  }
}

function environmentsOf(variants: Variants): string[] {
  return variants.map(({ environment }) => environment);
}

function statement(code: Code, indent: number, prefix = ''): string {
  return `${' '.repeat(indent)}${prefix}${laidOut(code, indent, prefix.length)};`;
}

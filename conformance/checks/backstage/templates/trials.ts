import type { Answers, Entity } from '../../../referees/backstage';
import { choicesOf } from './form';
import { eachOnce, pairwise, type Choice, type Choices } from './pairwise';

/** One run of a template: the name of the new service, and what the form is filled in with. */
export interface Trial {
  readonly template: string;
  readonly name: string;
  readonly answers: Answers;
}

const NONE = 'none';

/** Text that means something to each language that it lands in: Backstage, GitHub, YAML, Markdown, Terraform, a shell, HTML. */
const HOSTILE = [
  '${{ values.name }} {{ name }} {% raw %} {# x #}',
  '${name} %{if true}',
  '"it\'s" `id` $(id)',
  '# &a *b : - ? | > @ % \\n',
  '<b>&amp;</b> [x](y)',
].join(' ');

/**
 * Runs of a template, the last of them with everything that it offers, and hostile text.
 *
 * @param all with every two choices together; otherwise each choice once
 */
export function trialsOf(template: Entity, all: boolean): Trial[] {
  const offered = choices(template);
  const combinations = all ? pairwise(offered) : eachOnce(offered);
  const trials = combinations.map((choice, index) => trial(template, choice, index + 1));
  const everything = trial(template, mostOf(offered), trials.length + 1);
  return [...trials, { ...everything, answers: { ...everything.answers, description: HOSTILE, singleAzReason: HOSTILE } }];
}

/** What is last among the values of a choice is most. */
function mostOf(offered: Choices): Choice {
  return Object.fromEntries(Object.entries(offered).map(([name, values]) => [name, values.at(-1)]));
}

function choices(template: Entity): Choices {
  const offered = (field: string) => choicesOf(template, field);
  const all: Choices = {
    language: offered('language'),
    database: offered('database'),
    oneZone: [false, true],
    cache: offered('cache'),
    bucket: [false, true],
    topics: [[], ['order-placed'], ['order-placed', 'order-shipped']],
    host: [false, true],
    system: [false, true],
  };
  return Object.fromEntries(Object.entries(all).filter(([, values]) => values.length > 0));
}

/** Each has a name of its own, and all teams take their turn. */
function trial(template: Entity, choice: Choice, number: number): Trial {
  const owners = choicesOf(template, 'owner');
  // Short: names of data begin with it, and some have a low limit.
  const name = `${template.metadata.name.slice(0, 2)}-trial-${number}`;
  const database = choice.database ?? NONE;
  const cache = choice.cache ?? NONE;
  const answers = {
    name,
    owner: owners[number % owners.length],
    description: `The trial number ${number}`,
    ...('language' in choice && { language: choice.language }),
    port: 8080 + number,
    ...(choice.host === true && { host: `${name}.acme.io` }),
    ...(choice.system === true && { system: 'system:default/shop' }),
    database,
    ...(database !== NONE && { databaseName: `${name}-db`, storageGb: 50 }),
    ...(database !== NONE && choice.oneZone === true && { oneZone: true, singleAzReason: 'It can be rebuilt from "orders" at any time' }),
    cache,
    ...(cache !== NONE && { cacheName: `${name}-cache` }),
    bucket: choice.bucket,
    ...(choice.bucket === true && { bucketName: `${name}-files` }),
    topics: choice.topics,
  };
  return { template: template.metadata.name, name, answers };
}

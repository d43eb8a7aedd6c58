import type { Json } from '../../core/json';
import { toYaml } from '../../core/yaml';
import { alertGroups } from '../resolved-service';
import type { ResolvedService } from '../resolved-service';
import type { RuleGroup } from '../rules/rule';
import type { Objective } from '../slo/objective';
import { objectiveRules } from '../slo/objective-rules';
import { openSlo } from '../slo/open-slo';
import { alertTests } from './alert-tests';
import { objectiveTests, slowObjectiveTests } from './objective-tests';
import { testFile } from './rule-test';
import type { RuleTest } from './rule-test';

/** How often rules are evaluated in tests that take days. */
const SLOW_MINUTES = 10;

/** A file of the repository of a service. */
interface File {
  readonly path: string;
  readonly text: string;
}

/** The rules of one environment, their tests and the objectives. Rules have a file for each topic, so that a test evaluates no others. */
export function environmentFiles(service: ResolvedService): File[] {
  const { changed, context, objectives, subject } = service;
  const folder = `observability/${subject.environment}`;
  const groups = alertGroups(service);
  const openSlos = objectives.map((each) => toYaml(openSlo(each)));
  return [
    ...objectives.flatMap((each) => objectiveFiles(folder, each, objectiveRules(each, context))),
    ...(groups.length > 0 ? [rules(folder, 'alerts', groups), ...tests(folder, 'alerts', 1, changed.alerts.flatMap(alertTests))] : []),
    ...(openSlos.length > 0 ? [{ path: `${folder}/openslo.yaml`, text: openSlos.join('---\n') }] : []),
  ];
}

function objectiveFiles(folder: string, objective: Objective, groups: readonly RuleGroup[]): File[] {
  const topic = `slo-${objective.labels.slo}`;
  return [
    rules(folder, topic, groups),
    ...tests(folder, topic, 1, objectiveTests(objective)),
    ...tests(folder, topic, SLOW_MINUTES, slowObjectiveTests(objective, SLOW_MINUTES)),
  ];
}

function rules(folder: string, topic: string, groups: readonly RuleGroup[]): File {
  return { path: `${folder}/${topic}.rules.yaml`, text: toYaml({ groups } as unknown as Json) };
}

function tests(folder: string, topic: string, minutes: number, list: readonly RuleTest[]): File[] {
  if (list.length === 0) return [];
  const suffix = minutes === 1 ? '' : '-days';
  const file = testFile(`${topic}.rules.yaml`, minutes, list) as unknown as Json;
  return [{ path: `${folder}/${topic}${suffix}.test.yaml`, text: toYaml(file) }];
}

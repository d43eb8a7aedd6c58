import type { Problem } from '../../core/problems';
import { closest, listed, show } from '../../core/problems';
import type { AlertDefinition } from './alert-definition';
import type { AlertChange } from './alert-settings';

/** The alerts of a service with what its team changed, and what no alert fits. */
export interface ChangedAlerts {
  readonly alerts: readonly AlertDefinition[];
  readonly problems: readonly Problem[];
  /** Those that are left out, each with its reason. */
  readonly leftOut: readonly { readonly alert: string; readonly reason: string }[];
}

/** Applies what a team changes, in order. */
export function changedAlerts(where: string, definitions: readonly AlertDefinition[], changes: readonly AlertChange[]): ChangedAlerts {
  const applied = definitions.map((each) => changes.filter((change) => fits(change, each)).reduce(changed, each));
  const leavingOut = changes.filter(({ leftOutReason }) => leftOutReason !== undefined);
  const reasonOf = (each: AlertDefinition) => leavingOut.find((change) => fits(change, each))?.leftOutReason;
  return {
    alerts: applied.filter((each) => reasonOf(each) === undefined),
    problems: changes.flatMap((change, index) => problemsOf(where, index, change, definitions)),
    leftOut: definitions.flatMap((each) => {
      const reason = reasonOf(each);
      return reason === undefined ? [] : [{ alert: headingOf(each), reason }];
    }),
  };
}

/** The heading of an alert in the runbook, and its name in a record. */
export function headingOf({ about, name }: AlertDefinition): string {
  return about === undefined ? name : `${name} ${about}`;
}

function fits({ about, alert }: AlertChange, each: AlertDefinition): boolean {
  return each.name === alert && (about === undefined || each.about === about);
}

function changed(alert: AlertDefinition, { minutes, severity, threshold }: AlertChange): AlertDefinition {
  return {
    ...alert,
    ...(threshold !== undefined && alert.threshold !== undefined && { threshold }),
    ...(minutes !== undefined && { minutes }),
    ...(severity !== undefined && { severity }),
  };
}

/** A change that nothing reads would silently have no effect. */
function problemsOf(where: string, index: number, change: AlertChange, definitions: readonly AlertDefinition[]): Problem[] {
  const path = `${where}: alerts[${index}]`;
  const names = [...new Set(definitions.map(({ name }) => name))].sort();
  const named = definitions.filter(({ name }) => name === change.alert);
  if (named.length === 0) {
    const meant = closest(change.alert, names);
    const fix = meant ? `did you mean ${show(meant)}?` : 'remove it';
    return [{ path: `${path}.alert`, got: show(change.alert), allowed: `an alert of the service: ${listed(names)}`, fix }];
  }
  const abouts = named.map(({ about }) => about);
  if (change.about !== undefined && !abouts.includes(change.about)) {
    const allowed = `what the alert is about: ${listed(abouts.map((about) => about ?? 'nothing'))}`;
    return [{ path: `${path}.about`, got: show(change.about), allowed, fix: 'name one of them, or leave it out for all' }];
  }
  if (change.threshold === undefined) return [];
  if (named[0].threshold !== undefined) return outOfReach(path, change.threshold, named[0]);
  const allowed = `no threshold: ${change.alert} has none`;
  return [{ path: `${path}.threshold`, got: show(change.threshold), allowed, fix: 'remove it' }];
}

/** A share of more than all, days beyond the life of a certificate, or less than nothing would say something else than is meant. */
function outOfReach(path: string, threshold: number, { lowest, maximum = Infinity, name, unit }: AlertDefinition): Problem[] {
  const isReached = lowest === undefined || threshold > lowest;
  if (isReached && threshold <= maximum) return [];
  const bound = isReached ? `at most ${maximum}` : `more than ${lowest}`;
  const fix = `use ${bound}, or leave ${name} out with a reason`;
  return [{ path: `${path}.threshold`, got: show(threshold), allowed: `${bound} (${unit})`, fix }];
}

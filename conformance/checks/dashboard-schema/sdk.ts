import { join } from 'node:path';
import { installNpm } from '../../referees/npm-packages';

/** The package and the version that is asked: Grafana generates it from the schemas that its own code uses. */
const PACKAGE = '@grafana/grafana-foundation-sdk';

/** @see https://github.com/grafana/grafana-foundation-sdk */
const VERSION = '0.0.21';

/** The folder of the SDK's declarations. Throws with npm's reason if the package cannot be had. */
export function sdkDeclarations(): string {
  return join(installNpm({ name: 'grafana-sdk', versions: { [PACKAGE]: VERSION } }), PACKAGE, 'dist');
}

/**
 * The SDK's types of what JSON has. In the SDK a value of an enum is no text, a panel of any kind may have any options, and a query is
 * anything with a marker, so these put together what the SDK has apart: the dashboard, each kind of panel that we write, and queries of
 * Prometheus.
 */
export const TYPES = `
import type * as dashboard from '${PACKAGE}/dashboard';
import type * as prometheus from '${PACKAGE}/prometheus';
import type * as stat from '${PACKAGE}/stat';
import type * as table from '${PACKAGE}/table';
import type * as timeseries from '${PACKAGE}/timeseries';

type IsAny<T> = 0 extends 1 & T ? true : false;
type IsMethod<T> = IsAny<T> extends true ? false : [T] extends [(...args: never[]) => unknown] ? true : false;
type Json<T> =
  IsAny<T> extends true ? T
  : T extends string ? \`\${T}\`
  : T extends number | boolean | null | undefined ? T
  : T extends readonly (infer Element)[] ? Json<Element>[]
  : { [Key in keyof T as IsMethod<T[Key]> extends true ? never : Key]: Json<T[Key]> };

type PanelOf<Type extends string, Options, Custom> =
  Omit<Json<dashboard.Panel>, 'type' | 'targets' | 'options' | 'fieldConfig' | 'title' | 'gridPos'> & {
    type: Type;
    title: string;
    gridPos: Json<dashboard.GridPos>;
    targets: Json<prometheus.Dataquery>[];
    options: Json<Options>;
    fieldConfig: Omit<Json<dashboard.FieldConfigSource>, 'defaults'> & {
      defaults: Omit<Json<dashboard.FieldConfig>, 'custom'> & { custom?: Json<Custom> };
    };
  };
type Panel =
  | PanelOf<'stat', stat.Options, never>
  | PanelOf<'table', table.Options, table.FieldConfig>
  | PanelOf<'timeseries', timeseries.Options, timeseries.FieldConfig>;
type Row = Omit<Json<dashboard.RowPanel>, 'panels'> & { panels: Panel[] };

export type Dashboard = Omit<Json<dashboard.Dashboard>, 'panels'> & { panels: (Panel | Row)[] };
`;

/** The path by which a compiler finds the SDK. */
export const SDK_PATHS = (declarations: string): Record<string, string[]> => ({ [`${PACKAGE}/*`]: [join(declarations, '*')] });

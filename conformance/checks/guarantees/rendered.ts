import type { HelmProgram } from '../../referees/helm';
import { readCharts } from '../helm/charts';
import { checkCharts, type Rendered } from '../helm/check-charts';

/** What one version of Helm makes of the charts of an output, and what is wrong with it. */
export interface RenderedCharts {
  readonly rendered: Rendered;
  readonly problems: readonly string[];
}

export async function renderedCharts(program: HelmProgram, outdir: string): Promise<RenderedCharts> {
  const charts = readCharts(outdir);
  let rendered: Rendered = new Map();
  const { problems } = await checkCharts([program], charts, {
    look: (objects) => {
      rendered = objects;
      return [];
    },
  });
  return { rendered, problems: charts.length > 0 ? problems : [...problems, `${outdir} has no chart`] };
}

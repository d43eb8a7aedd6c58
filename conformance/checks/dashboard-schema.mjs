import { runMain } from './run-main.mjs';

export const dashboardSchema = {
  name: 'dashboards (Grafana foundation SDK)',
  needs: 'Grafana\'s types of dashboards, from npm',
  run(say) {
    say('every dashboard as an expression of Grafana\'s types, and faults that the compiler has to find');
    return runMain('dashboard-schema');
  },
};

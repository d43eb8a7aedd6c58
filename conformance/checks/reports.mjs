import { runMain } from './run-main.mjs';

export const reports = {
  name: 'pages of reports (Chromium, axe)',
  needs: 'Chromium on the PATH or in CHROMIUM_BINARY, and playwright-core and axe-core from npm',
  run(say) {
    say('every page of a site, at the width of a phone and of a desktop, light and dark');
    return runMain('reports');
  },
};

import { runMain } from './run-main.mjs';

export const listDefaults = {
  name: 'defaults in lists',
  needs: 'CustomResourceDefinitions in the folder GOLDEN_PATH_SCHEMAS, and those of other supported versions in folders in it',
  run(say) {
    say('every document, for what an API server would fill in inside of lists: Argo CD would see a difference for ever');
    return runMain('list-defaults');
  },
};

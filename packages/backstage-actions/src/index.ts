export { goldenPathActions, goldenPathActions as default } from './backstage/module';

import { together } from '../support/together';

together('gitops');

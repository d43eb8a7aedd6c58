import { together } from '../support/together';

together('rest');

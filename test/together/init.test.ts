import { together } from '../support/together';

together('init');

import { together } from '../support/together';

together('output');

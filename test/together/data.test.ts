import { together } from '../support/together';

together('data');

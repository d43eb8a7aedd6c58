import { together } from '../support/together';

together('pages');

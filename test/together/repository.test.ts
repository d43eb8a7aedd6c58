import { together } from '../support/together';

together('repository');

import { together } from '../support/together';

together('guarantees');

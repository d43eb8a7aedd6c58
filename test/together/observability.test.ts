import { together } from '../support/together';

together('observability');

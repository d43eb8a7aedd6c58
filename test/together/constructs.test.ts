import { together } from '../support/together';

together('constructs');

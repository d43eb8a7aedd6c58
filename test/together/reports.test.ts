import { together } from '../support/together';

together('reports');

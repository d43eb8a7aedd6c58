import { together } from '../support/together';

together('properties');

import { addServices } from './hand-written';
import { synthesise } from './synthesise';

synthesise(addServices);

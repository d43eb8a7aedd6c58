import { addServices } from './golden-path';
import { synthesise } from './synthesise';

synthesise(addServices);

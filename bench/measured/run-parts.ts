import { addServicesWith } from './parts';
import { synthesise } from './synthesise';

synthesise((app, count) => addServicesWith(app, count, process.argv[4]));

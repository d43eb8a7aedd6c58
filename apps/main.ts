import { App } from 'cdktf';
import { ledgerWorker } from './ledger-worker/main';
import { moduleRegistry } from './module-registry/main';
import { paymentService } from './payment-service/main';
import { platformStacks } from './platform/main';
import { storefront } from './storefront/main';

/** All examples in one app, as the root's cdktf.json runs it. */
const app = new App();
ledgerWorker(app);
moduleRegistry(app);
paymentService(app);
platformStacks(app);
storefront(app);
app.synth();

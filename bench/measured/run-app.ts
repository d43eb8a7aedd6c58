import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { App } from 'cdktf';

// An app as a command runs it: the side and the number of services are arguments, the output folder is the command's.
const [side, count] = process.argv.slice(2);
const app = new App();
const file = join(__dirname, `${side}${extname(__filename)}`);
const { addServices } = createRequire(__filename)(file) as { addServices: (app: App, count: number) => void };
addServices(app, Number(count));
app.synth();

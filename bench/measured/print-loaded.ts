import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { addServices } from './golden-path';

/** Enough for one of each kind of service. */
const KINDS = 12;

// Prints which of the providers' modules the library loads for a service.
const outdir = mkdtempSync(join(tmpdir(), 'golden-path-loaded-'));
const app = new App({ outdir });
addServices(app, KINDS);
app.synth();
rmSync(outdir, { recursive: true });
const paths = Object.keys(createRequire(__filename).cache).flatMap((file) => /@cdktf\/provider-\w+\/lib\/[^/]+(?=\/index\.js$)/.exec(file) ?? []);
console.log(JSON.stringify(paths.sort()));

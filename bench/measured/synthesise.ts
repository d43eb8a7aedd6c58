import { App } from 'cdktf';
import { measure } from './meter';

/** Builds and synthesises the estate in one way: as many services as the first argument says, into the folder of the second. */
export function synthesise(addServices: (app: App, count: number) => void): void {
  const [count, outdir] = process.argv.slice(2);
  measure(() => {
    const app = new App({ outdir });
    addServices(app, Number(count));
    app.synth();
  });
}

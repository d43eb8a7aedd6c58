import { attempt } from '../../../scripts/support/run.mjs';
import { NotRun } from '../not-run.mjs';

/** Nobody has built a program for .NET: this says why. */
export async function inDotnet() {
  const { code, output } = await attempt(['dotnet', '--version']).catch(() => ({ code: 1 }));
  const here = `\`dotnet\` ${output?.trim()} is here, but no program was written for it yet`;
  throw new NotRun(code === 0 ? here : 'there is no `dotnet` on the PATH');
}

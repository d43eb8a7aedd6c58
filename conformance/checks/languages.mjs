import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stepsOf } from '../e2e/steps.mjs';
import { inDotnet } from './languages/dotnet.mjs';
import { inGo } from './languages/go.mjs';
import { inJava } from './languages/java.mjs';
import { generatePackages } from './languages/packages.mjs';

/** The other languages of jsii: each builds the program of docs/languages.md with the packages, and runs it. */
const LANGUAGES = [
  { name: 'Java', needs: 'a JDK of 17 or newer, Maven, and Maven Central', run: inJava },
  { name: 'Go', needs: 'Go 1.25 or newer, and a Go module proxy', run: inGo },
  { name: '.NET', needs: 'the SDK of .NET 8, and NuGet', run: inDotnet },
];

/** Makes the packages once, and reports each language as a step. */
export async function judgeLanguages(report) {
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-languages-'));
  try {
    let packages;
    const generated = await report.step('packages', async (say) => {
      packages = await generatePackages(join(folder, 'packages'), say);
    });
    for (const { name, needs, run } of generated ? LANGUAGES : []) {
      const own = join(folder, name);
      mkdirSync(own);
      await stepsOf(report)(name, (say) => run({ folder: own, ...packages }, say), needs);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

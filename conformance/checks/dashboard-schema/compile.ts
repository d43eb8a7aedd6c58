import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';
import { SDK_PATHS, TYPES } from './sdk';

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};

/**
 * Has the compiler hold each dashboard to the SDK's types, one file for each.
 *
 * @param documents what is taken for a dashboard, by name
 * @returns what the compiler says, by the same names
 */
export function compile(folder: string, declarations: string, documents: Readonly<Record<string, unknown>>): Record<string, string[]> {
  writeFileSync(join(folder, 'types.ts'), TYPES);
  const names = Object.keys(documents);
  const files = names.map((name, index) => {
    const file = join(folder, `dashboard-${index}.ts`);
    const json = JSON.stringify(documents[name], undefined, 2);
    writeFileSync(file, `import type { Dashboard } from './types';\nexport const dashboard = ${json} satisfies Dashboard;\n`);
    return file;
  });
  const program = ts.createProgram(files, { ...OPTIONS, paths: SDK_PATHS(declarations) });
  // What is wrong in the types would make everything right.
  const broken = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics(), ...problemsIn(program, join(folder, 'types.ts'))];
  if (broken.length > 0) throw new Error(`the types cannot be used: ${broken.map(textOf).join('\n')}`);
  return Object.fromEntries(names.map((name, index) => [name, problemsIn(program, files[index]).map(textOf)]));
}

function problemsIn(program: ts.Program, path: string): readonly ts.Diagnostic[] {
  const file = program.getSourceFile(path);
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
}

function textOf({ file, messageText, start }: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, '\n');
  if (file === undefined || start === undefined) return text;
  const { line } = file.getLineAndCharacterOfPosition(start);
  return `${basename(file.fileName)}: ${file.text.split('\n')[line].trim()}: ${text}`;
}

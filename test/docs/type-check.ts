import { join } from 'node:path';
import ts from 'typescript';
import type { Example } from './examples';
import { placeOf, ROOT } from './pages';

/** What the compiler says of all examples, read as one program, each problem with the page and line that it stands on. */
export function typeCheck(examples: readonly Example[]): string[] {
  const files = new Map(examples.map((example) => [join(ROOT, `${placeOf(example.block).replace(':', '.')}.ts`), example]));
  const program = ts.createProgram([...files.keys()], compilerOptions(), hostOf(files));
  return [...files].flatMap(([file, example]) => {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.flatMap((each) => describe(each, example));
  });
}

/** The repository's own options, by which the package's name means its sources. */
function compilerOptions(): ts.CompilerOptions {
  const file = join(ROOT, 'tsconfig.json');
  const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path)) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, ROOT, undefined, file);
  // An example may show a value without using it.
  return { ...options, noUnusedLocals: false, noUnusedParameters: false, types: ['node'] };
}

/** The file system, with the examples as further files beside their pages. */
function hostOf(files: ReadonlyMap<string, Example>): ts.CompilerHost {
  const host = ts.createCompilerHost({});
  return {
    ...host,
    fileExists: (file) => files.has(file) || host.fileExists(file),
    readFile: (file) => files.get(file)?.text ?? host.readFile(file),
    getSourceFile: (file, languageVersion) => {
      const example = files.get(file);
      return example ? ts.createSourceFile(file, example.text, languageVersion) : host.getSourceFile(file, languageVersion);
    },
  };
}

/** What is wrong in the blocks that an example continues is said of those blocks themselves. */
function describe({ file, start, messageText }: ts.Diagnostic, { block, linesBefore }: Example): string[] {
  const line = file?.getLineAndCharacterOfPosition(start ?? 0).line ?? linesBefore;
  if (line < linesBefore) return [];
  return [`${block.page.file}:${block.line + line - linesBefore} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`];
}

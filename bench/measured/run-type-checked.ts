import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as ts from 'typescript';

// Type-checks a program and then runs it in the same process, which is what ts-node does each time.
const [name] = process.argv.splice(2, 1);
const file = join(__dirname, `${name}.ts`);
const program = ts.createProgram([file], {
  module: ts.ModuleKind.Node16,
  noEmit: true,
  skipLibCheck: true,
  strict: true,
  target: ts.ScriptTarget.ES2022,
  types: ['node'],
});
const errors = ts.getPreEmitDiagnostics(program);
if (errors.length > 0) throw new Error(ts.flattenDiagnosticMessageText(errors[0].messageText, '\n'));
createRequire(__filename)(file);

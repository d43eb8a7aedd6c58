import type { PythonPackages } from '../../referees/python-packages';

/** A program and its arguments. */
export type Command = readonly string[];

/** What is done with a new service before it runs, in this order. */
export const STEPS = ['install', 'lint', 'test', 'build'] as const;
export type Step = (typeof STEPS)[number];

/** A text that is put into a file, which a step has to find. */
export interface Fault {
  readonly step: Step;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** A skeleton, and what a developer does with a service that begins as a copy of it. */
export interface Skeleton {
  /** The name of its folder. */
  readonly language: string;
  /** What must answer, or the skeleton is not run. */
  readonly needs: readonly Command[];
  /** A program that is brought where it can be had, so that it need not be on the PATH. */
  readonly brings?: PythonPackages;
  readonly steps: Readonly<Record<Step, readonly Command[]>>;
  /** Serves; with the argument `migrate` it migrates. */
  readonly run: Command;
  readonly faults: readonly Fault[];
}

/** An interpreter of this machine, whichever version the skeleton prefers, unless one is named. */
const VERSION = process.env.GOLDEN_PATH_PYTHON ?? '>=3.11';
const PYTHON = ['--python', VERSION, '--no-python-downloads'];

/** A language is an entry here: what every skeleton must do is in the files beside this one. */
export const SKELETONS: readonly Skeleton[] = [
  {
    language: 'typescript',
    needs: [['node', '--version'], ['npm', '--version']],
    steps: {
      install: [['npm', 'ci']],
      lint: [['npm', 'run', 'lint']],
      test: [['npm', 'test']],
      build: [['npm', 'run', 'build'], ['npm', 'prune', '--omit=dev']],
    },
    run: ['node', '--enable-source-maps', 'dist/src/main.js'],
    faults: [
      { step: 'lint', file: 'src/routes/greetings.ts', from: '  done();\n', to: '  done();\n  Promise.resolve();\n' },
      { step: 'test', file: 'src/routes/greetings.ts', from: 'Hello, ', to: 'Bye, ' },
    ],
  },
  {
    language: 'go',
    needs: [['go', 'version']],
    steps: {
      install: [['go', 'mod', 'download'], ['go', 'mod', 'tidy', '-diff']],
      lint: [['sh', '-c', 'test -z "$(gofmt -l .)"'], ['go', 'vet', './...'], ['go', 'tool', 'staticcheck', './...']],
      test: [['go', 'test', './...']],
      build: [['go', 'build', '-trimpath', '-ldflags=-s -w', '-o', 'service', '.']],
    },
    run: ['./service'],
    faults: [
      { step: 'lint', file: 'internal/server/greetings.go', from: 'const maxName', to: 'const unused = 1\n\nconst maxName' },
      { step: 'test', file: 'internal/server/greetings.go', from: 'Hello, ', to: 'Bye, ' },
    ],
  },
  {
    language: 'python',
    needs: [['uv', '--version'], ['uv', 'python', 'find', '--no-project', '--no-python-downloads', VERSION]],
    // As the Dockerfile has it.
    brings: { name: 'uv', requirements: ['uv==0.13.0'] },
    steps: {
      install: [['uv', 'lock', '--check', ...PYTHON], ['uv', 'sync', '--locked', ...PYTHON]],
      lint: [['.venv/bin/ruff', 'check'], ['.venv/bin/ruff', 'format', '--check'], ['.venv/bin/mypy']],
      test: [['.venv/bin/pytest']],
      build: [['uv', 'sync', '--locked', '--no-dev', '--no-editable', '--compile-bytecode', ...PYTHON]],
    },
    run: ['.venv/bin/python', '-m', 'app'],
    faults: [
      { step: 'install', file: 'pyproject.toml', from: '"uvicorn>=', to: '"attrs", "uvicorn>=' },
      { step: 'lint', file: 'src/app/probes.py', from: 'router =', to: 'import os\n\nrouter =' },
      { step: 'lint', file: 'src/app/probes.py', from: 'router =', to: 'router  =' },
      { step: 'lint', file: 'src/app/probes.py', from: '"live"}', to: 'True}' },
      { step: 'test', file: 'src/app/greetings.py', from: 'Hello, ', to: 'Bye, ' },
    ],
  },
];

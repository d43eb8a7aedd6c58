import { ServiceLanguage } from '../skeletons/service-language';

/** How each language lints and tests, as the skeletons are set up for. */
export const LINT_AND_TEST: Readonly<Record<ServiceLanguage, readonly string[]>> = {
  [ServiceLanguage.TYPESCRIPT]: ['npm ci', 'npm run lint', 'npm test'],
  [ServiceLanguage.PYTHON]: [
    'uv sync --locked',
    'uv run --no-sync ruff check',
    'uv run --no-sync ruff format --check',
    'uv run --no-sync mypy',
    'uv run --no-sync pytest',
  ],
  [ServiceLanguage.GO]: [
    'test -z "$(gofmt -l .)"',
    'go mod tidy -diff',
    'go vet ./...',
    'go tool staticcheck ./...',
    'go test -race ./...',
  ],
};

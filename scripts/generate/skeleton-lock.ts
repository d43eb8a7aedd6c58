// npm run generate:skeleton-lock: locks the dependencies of the Python skeleton, and marks in the lock file what only a
// service with a database has. Needs uv (https://docs.astral.sh/uv/).
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markDatabase } from './database-in-lock';

const PROJECT = join(__dirname, '../../lib/repository/skeletons/python');
const LOCK = join(PROJECT, 'uv.lock');

execFileSync('uv', ['lock', '--python', '>=3.11'], { cwd: PROJECT, stdio: 'inherit' });
writeFileSync(LOCK, markDatabase(readFileSync(LOCK, 'utf8'), readFileSync(join(PROJECT, 'pyproject.toml'), 'utf8')));

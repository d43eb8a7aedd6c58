import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { isWithin } from '../../../output/is-within';

/** An editor writes a file in several steps, and a formatter or Git many files. */
const SETTLED_MS = 40;

/** How often is looked where the operating system does not tell. */
const POLL_MS = 1_000;

/** Of a larger file the time and the size are compared, and not the content. */
const LARGEST_HASHED = 1_000_000;

/** A file as it was last seen. */
interface Seen {
  readonly stamp: string;
  /** Its content, or the stamp of a large file. */
  readonly state: string;
}

/** Files whose edits count: those below a folder, and single ones elsewhere. */
export class WatchedFiles {
  private readonly watchers = new Map<string, fs.FSWatcher>();
  private seen = new Map<string, Seen>();
  private poll?: NodeJS.Timeout;
  /** Says that something may have changed. */
  private noticed?: () => void;

  /**
   * @param root below it every file counts but those of packages, and of folders whose name begins with a dot
   * @param output a folder that does not count
   */
  public constructor(
    private readonly root: string,
    private readonly output: string,
  ) {}

  /**
   * The names of the files that differ from the last time; those that are new or gone are among them.
   *
   * @param elsewhere further files, which count from the second time on that they are passed
   */
  public changes(elsewhere: readonly string[] = []): string[] {
    const before = this.seen;
    const outside = new Set(elsewhere.filter((name) => !isWithin(this.root, name)));
    const look = () => this.follow(this.look(outside));
    // What changed in a new folder before it was followed is seen the second time.
    if (look()) look();
    const now = this.seen;
    const counts = (name: string) => isWithin(this.root, name) || (outside.has(name) && before.has(name));
    const names = [...new Set([...before.keys(), ...now.keys()])].filter(counts).sort();
    return names.filter((name) => before.get(name)?.state !== now.get(name)?.state).map((name) => path.relative(this.root, name));
  }

  /** Waits until something may have changed, and is settled. */
  public async next(stopped: AbortSignal): Promise<void> {
    if (stopped.aborted) return;
    await new Promise<void>((resolve) => {
      let settled: NodeJS.Timeout | undefined;
      const end = () => {
        clearTimeout(settled);
        stopped.removeEventListener('abort', end);
        this.noticed = undefined;
        resolve();
      };
      this.noticed = () => {
        clearTimeout(settled);
        settled = setTimeout(end, SETTLED_MS);
      };
      stopped.addEventListener('abort', end);
    });
  }

  public close(): void {
    for (const watcher of this.watchers.values()) watcher.close();
    this.watchers.clear();
    clearInterval(this.poll);
  }

  /** Sees all files, and gives the folders to follow. */
  private look(outside: ReadonlySet<string>): Set<string> {
    const now = new Map<string, Seen>();
    const folders = new Set([...outside].map((file) => path.dirname(file)));
    this.lookInto(this.root, now, folders);
    for (const file of outside) this.see(file, now);
    this.seen = now;
    return folders;
  }

  private lookInto(folder: string, now: Map<string, Seen>, folders: Set<string>): void {
    folders.add(folder);
    for (const entry of entriesOf(folder)) {
      const name = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        const counts = entry.name !== 'node_modules' && !entry.name.startsWith('.') && name !== this.output;
        if (counts) this.lookInto(name, now, folders);
      } else if (entry.isFile() && !isOfEditor(entry.name)) this.see(name, now);
    }
  }

  private see(name: string, now: Map<string, Seen>): void {
    const stat = fs.statSync(name, { throwIfNoEntry: false });
    if (!stat) return;
    const stamp = `${stat.mtimeMs} ${stat.size}`;
    const known = this.seen.get(name);
    now.set(name, known?.stamp === stamp ? known : { stamp, state: stat.size > LARGEST_HASHED ? stamp : contentOf(name) });
  }

  /** Follows folders and no others, and says whether some of them are new. */
  private follow(folders: ReadonlySet<string>): boolean {
    for (const [folder, watcher] of this.watchers) {
      if (folders.has(folder)) continue;
      watcher.close();
      this.watchers.delete(folder);
    }
    const added = [...folders].filter((folder) => !this.watchers.has(folder));
    for (const folder of added) this.watchFolder(folder);
    return added.length > 0;
  }

  /** Where there are too many folders for the operating system, all are looked at now and then. */
  private watchFolder(folder: string): void {
    try {
      const watcher = fs.watch(folder, () => this.noticed?.());
      watcher.on('error', () => this.noticed?.());
      this.watchers.set(folder, watcher);
    } catch {
      this.poll ??= setInterval(() => this.noticed?.(), POLL_MS);
    }
  }
}

function entriesOf(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    // It has just been removed.
    return [];
  }
}

function contentOf(file: string): string {
  try {
    return createHash('sha256').update(fs.readFileSync(file)).digest('base64');
  } catch {
    return '';
  }
}

/** What editors write beside a file while it is open; and logs, such as that of this command. */
function isOfEditor(name: string): boolean {
  return ['.log', '~', '.swp', '.swx'].some((end) => name.endsWith(end)) || name === '4913' || name.startsWith('.#');
}

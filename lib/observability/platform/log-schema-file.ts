import type { IConstruct } from 'constructs';
import { PerApp } from '../../core/per-app';
import { Preflight } from '../../output/preflight';
import type { RepositoryFile } from '../../output/repository-tree';
import { PLATFORM } from '../../platform/ownership';
import { LOG_LINE_SCHEMA } from '../logs/log-line';

/** The schema of a log line in the platform's repository, once for all environments: for whoever writes a service without a skeleton. */
export class LogSchemaFile {
  private static readonly perApp = new PerApp((root) => new LogSchemaFile(root));

  /** Has the app write the file. */
  public static writtenBy(construct: IConstruct): void {
    LogSchemaFile.perApp.of(construct).owner ??= construct;
  }

  private owner?: IConstruct;

  private constructor(root: IConstruct) {
    Preflight.of(root).addRepositoryFiles(() => ({ files: [this.file()], conflicts: [] }));
  }

  private file(): RepositoryFile {
    return {
      repository: PLATFORM,
      path: 'observability/log-line.schema.json',
      text: `${JSON.stringify(LOG_LINE_SCHEMA, undefined, 2)}\n`,
      owner: this.owner!,
      managed: true,
    };
  }
}

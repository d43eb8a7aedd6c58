import { Construct } from 'constructs';
import { Preflight } from '../../lib/output/preflight';
import type { RepositoryFile } from '../../lib/output/repository-tree';

/** A file that a construct of a test has for a repository: managed, and of the service `checkout`, unless it says otherwise. */
export type GivenFile = Partial<Omit<RepositoryFile, 'owner'>>;

/** A construct that writes files of a repository, as a catalog entry does. */
export class RepositoryFixture extends Construct {
  public constructor(scope: Construct, id: string, files: readonly GivenFile[]) {
    super(scope, id);
    Preflight.of(this).addRepositoryFiles(() => ({
      files: files.map((file) => ({
        repository: 'checkout',
        path: 'catalog-info.yaml',
        text: 'kind: Component\n',
        managed: true,
        ...file,
        owner: this,
      })),
      conflicts: [],
    }));
  }
}

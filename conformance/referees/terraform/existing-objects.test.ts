import { describeWithTerraform, OfflineTerraform } from '.';
import type { StackJson } from '.';

const bucket = (name: string): StackJson => ({ resource: { aws_s3_bucket: { Files: { bucket: name } } } });
const importing = (id: string) => ({ ...bucket('files'), import: [{ to: 'aws_s3_bucket.Files', id }] });

describeWithTerraform('what is there already', () => {
  let offline: OfflineTerraform;
  beforeAll(async () => {
    const existing = { aws_s3_bucket: { files: { bucket: 'files', tags: { owner: 'nobody' } } } };
    offline = await OfflineTerraform.start([bucket('files')], undefined, existing);
  });
  afterAll(() => offline.stop());

  test('is imported, and the plan shows what an apply would change', async () => {
    const { resource_changes } = await offline.planAfter([], importing('files'));
    expect(resource_changes).toMatchObject([{ change: { actions: ['update'], importing: { id: 'files' } } }]);
  });

  test('is all that can be imported', async () => {
    await expect(offline.planAfter([], importing('other'))).rejects.toThrow('Cannot import non-existent remote object');
  });

  test('is replaced where it holds data and gets another name', async () => {
    const { resource_changes } = await offline.planAfter([bucket('files')], bucket('archive'));
    expect(resource_changes).toMatchObject([{ change: { actions: ['delete', 'create'] } }]);
  });
});

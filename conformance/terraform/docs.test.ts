import { examplesOf, run } from '../../test/docs/examples';
import { contentOf, placeOf, readPages } from '../../test/docs/pages';
import { describeWithTerraform, planTogether } from '../referees/terraform';
import type { StackJson } from '../referees/terraform';

const examples = readPages().map(contentOf).flatMap(examplesOf);

describeWithTerraform('what the examples on the pages write', () => {
  test('is accepted by terraform', async () => {
    const stacks = examples.flatMap((example) => [...run(example).files]
      .filter(([file]) => file.endsWith('/cdk.tf.json'))
      .map(([file, text]) => [`${placeOf(example.block)}-${file.split('/')[1]}`.replace(/\W/g, '-'), JSON.parse(text) as StackJson] as const));
    expect(stacks.length).toBeGreaterThan(10);
    const planned = await planTogether(Object.fromEntries(stacks));
    expect(Object.keys(planned)).toHaveLength(stacks.length);
  });
});

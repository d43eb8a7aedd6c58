import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { draw, drawingProblems } from './drawing';
import { catalogOf } from './relations';

const BEGIN = '<!-- drawing: what the backend answers; npm run conformance:backstage -- --update -->';

const CATALOG = catalogOf([
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'orders' },
    relations: [
      { type: 'dependsOn', targetRef: 'resource:default/orders-db' },
      { type: 'ownedBy', targetRef: 'group:default/sales-team' },
      { type: 'providesApi', targetRef: 'api:default/orders-api' },
    ],
  },
  ...['Resource:orders-db', 'API:orders-api'].map((ref) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: ref.split(':')[0],
    metadata: { name: ref.split(':')[1] },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/sales-team' }],
  })),
]);

const DRAWING = `flowchart LR
  subgraph group_sales_team [sales-team]
    api_orders_api([orders-api])
    component_orders[orders]
    resource_orders_db[(orders-db)]
  end
  component_orders --> resource_orders_db
  component_orders -- provides --> api_orders_api
`;

test('a drawing shows who owns what, and who uses it', () => {
  expect(draw(CATALOG, [{ name: 'orders', group: 'sales-team', connections: new Set() }])).toBe(DRAWING);
});

test('another drawing on the page is a problem until it is written', () =>
  inWorkFolder(async (folder) => {
    const page = join(folder, 'page.md');
    writeFileSync(page, '# Page\n');
    expect(drawingProblems(DRAWING, true, page)).toHaveLength(1);
    writeFileSync(page, `# Page\n\n${BEGIN}\n<!-- /drawing -->\n\nMore.\n`);
    expect(drawingProblems(DRAWING, false, page)).toHaveLength(1);
    expect(drawingProblems(DRAWING, true, page)).toEqual([]);
    expect(drawingProblems(DRAWING, false, page)).toEqual([]);
    expect(readFileSync(page, 'utf8')).toBe(`# Page\n\n${BEGIN}\n\n\`\`\`mermaid\n${DRAWING}\`\`\`\n\n<!-- /drawing -->\n\nMore.\n`);
    return Promise.resolve();
  }));

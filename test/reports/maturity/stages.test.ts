import { maturitySection, stageReached, stagesOf } from '../../../lib/reports/maturity/stages';
import type { MaturityEvidence } from '../../../lib/reports/maturity/stages';

const WHOLE: MaturityEvidence = {
  services: 10,
  documented: 5,
  infrastructure: 0.5,
  gitops: 0.5,
  delivery: 0.5,
  catalog: 0.5,
  data: 0.8,
  onPath: 5,
  onPathInCatalog: 4,
  deployments: 1,
  measuredServices: 8,
  start: 599_000,
  teamsOnPath: 2,
  objectives: 3,
  objectivesMeasured: 3,
  objectivesMet: 3,
  score: 30,
  surveyAgeDays: 92,
  roadmapOpen: 1,
};

const stages = (change: Partial<MaturityEvidence>) => stagesOf({ ...WHOLE, ...change }, 600_000, 30);

test('the limits of every criterion are enough for stage 4', () => {
  expect(stageReached(stages({}))).toBe(4);
});

test.each<[Partial<MaturityEvidence>, number]>([
  [{ documented: 4 }, 0],
  [{ services: 0 }, 0],
  [{ deployments: undefined }, 1],
  [{ deployments: 0 }, 1],
  [{ infrastructure: 0.24 }, 1],
  [{ infrastructure: 0.49 }, 2],
  [{ gitops: 0.49 }, 2],
  [{ delivery: undefined }, 2],
  [{ catalog: 0.49 }, 2],
  [{ teamsOnPath: 1 }, 2],
  [{ start: 600_000 }, 2],
  [{ start: undefined }, 2],
  [{ measuredServices: 7 }, 3],
  [{ data: 0.79 }, 3],
  [{ data: undefined }, 4],
  [{ onPathInCatalog: 3 }, 3],
  [{ onPath: 0, onPathInCatalog: 0 }, 3],
  [{ objectivesMet: 2 }, 3],
  [{ objectivesMeasured: 2 }, 3],
  [{ score: 29 }, 3],
  [{ surveyAgeDays: 93 }, 3],
  [{ score: undefined }, 3],
  [{ roadmapOpen: undefined }, 3],
  [{ roadmapOpen: 0 }, 3],
])('with %j the stage is %i', (change, stage) => {
  expect(stageReached(stages(change))).toBe(stage);
});

test('what is missing for the next stage is listed with what to do', () => {
  const { blocks } = maturitySection(stages({ teamsOnPath: 1, start: undefined }));
  expect(blocks[2]).toEqual({
    kind: 'list',
    items: [
      { text: 'More than one team is on the path. Move one service of a second team.', href: '#adoption' },
      { text: 'A new service is in production within ten minutes. Shorten the path of a new service, from its template to production.', href: '#new-services' },
    ],
  });
});

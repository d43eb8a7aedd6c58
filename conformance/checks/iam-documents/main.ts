// Has parliament and cloudsplaining judge the IAM documents of an output, and prints the outcome as a step of a report gives it back.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPython, runPython } from '../../referees/python-packages';
import { checkStacks } from '../../referees/terraform';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import { compareFindings, type Finding } from '../guarantees/findings';
import { needTerraform } from '../guarantees/need-terraform';
import { documentsIn, type IamDocument } from './documents';
import { PLANTED } from './planted';

/** The newest releases of October 2026; parliament reads its tables by what later releases of setuptools leave out. */
const TOOLS = { name: 'iam', requirements: ['parliament==1.6.4', 'cloudsplaining==0.9.1', 'setuptools==80.9.0'] };

async function outcome(outdir: string): Promise<Outcome> {
  let packages: string;
  try {
    needTerraform();
    packages = installPython(TOOLS);
  } catch (error) {
    // A machine that cannot run them says nothing about our output.
    return { notRun: (error as Error).message };
  }
  const { documents, unread, elsewhere } = documentsIn(await checkStacks(outdir));
  const judged = await judge(packages, [...documents, ...PLANTED]);
  const own = judged.slice(0, documents.length).flat();
  const compared = compareFindings(['parliament', 'cloudsplaining'], own);
  const missed = PLANTED.filter(({ expected: { tool, check } }, index) => (
    !judged[documents.length + index].some((finding) => finding.tool === tool && finding.check === check)
  ));
  const problems = [
    ...documents.length > 0 ? [] : [`${outdir} has no IAM document`],
    ...unread,
    ...missed.map(({ where, expected: { tool, check } }) => `${where}: ${tool} does not find ${check}`),
    ...compared.problems,
  ];
  const note = [
    `${documents.length} documents`,
    `${own.length} findings, ${compared.accepted} of them accepted with a reason`,
    `${PLANTED.length} planted faults`,
    ...(elsewhere.length > 0 ? [`not judged, since no stack holds the document: ${elsewhere.join(', ')}`] : []),
  ].join('; ');
  return outcomeOf(documents.length + PLANTED.length, problems, note);
}

/** What both tools say, document by document. */
async function judge(packages: string, documents: readonly IamDocument[]): Promise<Finding[][]> {
  return inWorkFolder(async (work) => {
    const file = join(work, 'documents.json');
    writeFileSync(file, JSON.stringify(documents));
    const { status, stdout, stderr } = await runPython(packages, [join(__dirname, 'judge.py'), file]);
    if (status !== 0) throw new Error(`judge.py ended with ${status}:\n${stderr.trim().split('\n').slice(-5).join('\n')}`);
    // cloudsplaining prints notes of its own before.
    const said = JSON.parse(stdout.trim().split('\n').at(-1)!) as Omit<Finding, 'where'>[][];
    return said.map((findings, index) => findings.map((finding) => ({ ...finding, where: documents[index].where })));
  });
}

void outcome(process.argv[2]).then((result) => console.log(JSON.stringify(result)));

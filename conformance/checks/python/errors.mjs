import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inEnvironment } from './team.mjs';

/** Programs with mistakes, and what has to stand in their errors: every problem, in names that the program has. */
const MISTAKES = [
  {
    what: 'four props of one construct',
    code: 'MicroserviceInfra(stack, "Infra", service_name="Ledger_Report", team_name="nobody", replica_count=-1, cpu_request="lots")',
    said: [
      '4 problems, nothing was written',
      "1. service_name: got 'Ledger_Report'",
      "2. team_name: got 'nobody'",
      '3. replica_count: got -1',
      "4. cpu_request: got 'lots'",
    ],
    unsaid: ['serviceName', 'teamName', 'replicaCount', 'cpuRequest', 'program.js'],
  },
  {
    what: 'props in a list',
    code: 'GitOpsApp(stack, "App", service=service(), image="ghcr.io/acme/x", image_tag="1", port=8080,'
      + ' jobs=[ScheduledJob(name="Bad_Name", schedule="nope", time_zone="Mars/Base")])',
    said: ["jobs[0].name: got 'Bad_Name'", "jobs[0].schedule: got 'nope'", "jobs[0].time_zone: got 'Mars/Base'"],
    unsaid: ['timeZone'],
  },
  {
    what: 'what to write instead',
    code: 'GitOpsApp(stack, "App", service=service(), image="ghcr.io/acme/x:1.2")',
    said: ["fix: write image='ghcr.io/acme/x', image_tag='1.2'"],
    unsaid: ['imageTag'],
  },
  {
    what: 'an argument of a method',
    code: 'service().attach_policy("everything")',
    said: ["'everything'"],
    unsaid: ['policyArn'],
  },
  {
    what: 'a dict in a list, whose names nobody would read',
    code: 'Platform(organization="acme", domain="acme.io", teams=[dict(name="ledger", cost_center="cc-1")], environments=[])',
    said: ['TypeError: type of argument teams[0] must be golden_path.TeamProps; got dict instead'],
    unsaid: [],
  },
  {
    what: 'a dict in a list that may be left out',
    code: 'GitOpsApp(stack, "App", service=service(), image="ghcr.io/acme/x", image_tag="1", scheduling=dict(tolerations=[dict(key="a")]))',
    said: ['TypeError: type of argument tolerations[0] must be golden_path.AppToleration; got dict instead'],
    unsaid: [],
  },
  {
    what: 'a tuple, which jsii cannot pass on',
    code: 'service().grant(("s3:GetObject",), ["arn:aws:s3:::reports/*"])',
    said: ['TypeError: type of argument actions must be list; got tuple instead'],
    unsaid: [],
  },
  {
    what: 'a value of another type',
    code: 'MicroserviceInfra(stack, "Infra", service_name=5, team_name="ledger")',
    said: ['TypeError: type of argument service_name must be str; got int instead'],
    unsaid: [],
  },
];

const START = `from acme_platform import acme
from cdktf import App
from golden_path import GitOpsApp, MicroserviceInfra, Platform, ScheduledJob, ServiceStack, TeamProps

stack = ServiceStack(App(outdir="unused"), "ledger-report-staging", platform=acme, environment="staging")

def service():
    return MicroserviceInfra(stack, "Infra", service_name="ledger-report", team_name="ledger")

`;

/** Errors arrive whole, at the line of the mistake, in the words of Python. */
export async function errors({ team }) {
  const problems = [];
  for (const { what, code, said, unsaid } of MISTAKES) {
    writeFileSync(join(team, 'mistake.py'), `${START}${code}\n`);
    const { code: status, output } = await inEnvironment(team, ['python', 'mistake.py']);
    const lacking = said.filter((text) => !output.includes(text)).map((text) => `the error does not say ${text}`);
    // The line of the program is shown, too.
    const foreign = unsaid.filter((text) => output.includes(text)).map((text) => `the error says ${text}`);
    const line = output.includes('mistake.py", line ') ? [] : ['the error does not say where'];
    const wrong = [...(status === 0 ? ['no error'] : []), ...lacking, ...foreign, ...line];
    if (wrong.length > 0) problems.push(`${what}: ${wrong.join('; ')}\n${output}`);
  }
  return { checked: MISTAKES.length, problems };
}

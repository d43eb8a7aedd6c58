import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { Run } from '../commands';
import { surroundings } from '../dora/apis';
import { dora, FORMATS as DORA_FORMATS } from '../dora/dora';
import type { DoraOptions } from '../dora/dora';
import type { ScorecardOptions } from '../scorecard/options';
import { withRepositories } from '../scorecard/repositories';
import type { GivenOptions } from '../scorecard/repositories';
import { printRoadmapSchema, scorecard, SCORECARD_FORMATS } from '../scorecard/scorecard';
import { survey, SURVEY_FORMATS } from '../survey/survey';
import type { SurveyOptions } from '../survey/survey';
import { report } from './report';
import type { ReportOptions } from './report';

/** Adds golden-path dora. */
export function addDora(program: Command, run: Run): void {
  withAsking(program.command('dora'))
    .description('Show the five delivery metrics of services, teams and the organisation, from GitHub and PagerDuty')
    .option('--config <file>', 'the configuration of reports', 'golden-path.reports.yaml')
    .addOption(new Option('--days <number>', 'the days of the window').argParser(whole).default(30))
    .option('--until <day>', 'the day that the window ends before, as YYYY-MM-DD; by default today, in UTC')
    .addOption(new Option('--format <format>', 'the output format; ndjson writes the facts').choices(DORA_FORMATS).default('terminal'))
    .option('--facts <file>', 'use the facts of this file, which --format ndjson wrote, and ask nobody')
    .option('--print-schema', 'print the JSON schema of the configuration')
    .action((options: DoraOptions) => run((output) => dora(options, output, surroundings())));
}

/** Adds golden-path scorecard. */
export function addScorecard(program: Command, run: Run): void {
  withEvidence(program.command('scorecard'))
    .description('Show adoption, exceptions, service levels, satisfaction and maturity of the platform, from evidence')
    .addOption(new Option('--format <format>', 'the output format').choices(Object.keys(SCORECARD_FORMATS)).default('text'))
    .option('--print-roadmap-schema', 'print the JSON schema of roadmap.yaml')
    .action((options: GivenOptions<ScorecardOptions> & { readonly printRoadmapSchema?: boolean }) => run(async (output) => {
      if (options.printRoadmapSchema) return printRoadmapSchema(output);
      return scorecard(await withRepositories('scorecard', options, output, surroundings()), output, new Date());
    }));
}

/** Adds golden-path survey. */
export function addSurvey(program: Command, run: Run): void {
  program
    .command('survey')
    .description('Print the questions of the developer survey, or check a file of answers')
    .option('--check <answers.csv>', 'check these answers instead')
    .addOption(new Option('--format <format>', 'the form of the questions').choices(Object.keys(SURVEY_FORMATS)).default('markdown'))
    .action((options: SurveyOptions) => run((output) => survey(options, output)));
}

/** Adds golden-path report. */
export function addReport(program: Command, run: Run): void {
  withEvidence(program.command('report'))
    .description('Write a static site: delivery metrics, scorecard, roadmap and a page for each team')
    .requiredOption('--out <folder>', 'the folder of the site, which is replaced')
    .action((options: GivenOptions<ReportOptions>) => run(async (output) =>
      report(await withRepositories('report', options, output, surroundings()), output, new Date())));
}

/** The options of a command that asks GitHub. */
function withAsking(command: Command): Command {
  return command
    .option('--cache <folder>', 'the folder of the cache', '.golden-path-cache')
    .option('--offline', 'use only the cache')
    .addOption(new Option('--requests <number>', 'how many requests may be under way at once').argParser(whole).default(6));
}

function withEvidence(command: Command): Command {
  return withAsking(command)
    .option('--config <file>', 'the configuration of reports', 'golden-path.reports.yaml')
    .option('--repositories <folder>', 'a folder with a checkout of each repository; without it GitHub is asked')
    .option('--facts <file>', 'facts about deployments, as golden-path dora --format ndjson writes them')
    .option('--until <day>', 'the day that the window ends before, as YYYY-MM-DD; by default today, in UTC')
    .addOption(new Option('--days <number>', 'the days of the window').argParser(whole).default(90));
}

/** A number of days or requests. */
function whole(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 1 to 99999.');
}

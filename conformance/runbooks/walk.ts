import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { command } from '../../test/cli/fixture';
import { run as runExample } from '../../test/docs/examples';
import { markOf } from '../../test/docs/pages';
import type { OfflineTerraform, StackJson, TerraformPlan } from '../referees/terraform';
import { findTerraform } from '../referees/terraform/binary';
import { commandsOf, exampleOf, isElsewhere, stepsOf } from './page';

/** How a command ended, and all that it said. */
export interface Said {
  readonly command: string;
  readonly status: number | null;
  readonly said: string;
}

/** A repository in which somebody does what the page says, with a state for each stack. */
export class Walk {
  public readonly base = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'golden-path-runbook-'));
  /** The last plan of each stack. */
  public readonly plans: Record<string, TerraformPlan> = {};
  /** What each plan does, in order. */
  public readonly planned: Record<string, string>[] = [];
  /** What every command said, in order. */
  public readonly said: Said[] = [];
  /** What ran nowhere, since it talks to what is running. */
  public readonly skipped: string[] = [];
  private root = this.repository('checkout-infra');

  public constructor(private readonly terraform: OfflineTerraform) {}

  /** Begins with a program of the page: locked, applied, and agreed to on the main branch. */
  public async begin(name = 'before', change?: (text: string) => string): Promise<this> {
    this.synth(name, change);
    await this.expectStatus('npx golden-path lock', 0);
    for (const stack of this.stacks()) await this.terraform.applyIn(this.stateOf(stack), this.json(stack));
    await this.expectStatus('npx golden-path sync ../platform-apps --source checkout-infra --yes', 0);
    this.commit();
    return this;
  }

  /** Does everything under a heading; a command ends well unless the page says that it is refused. */
  public async walk(heading: string, change: (text: string) => string = (text) => text): Promise<this> {
    for (const block of stepsOf(heading)) {
      if (block.language === 'ts') this.synth(markOf(block, 'block')!, change);
      else if (block.language === 'yaml') this.retire(`${block.text}\n`);
      else {
        if (block.text.startsWith('# in the ')) this.enter(block.text);
        for (const text of commandsOf(block)) await (isElsewhere(block) ? this.elsewhere(text) : this.perform(text));
      }
    }
    return this;
  }

  public synth(name: string, change: (text: string) => string = (text) => text): void {
    const example = exampleOf(name);
    const { error, files } = runExample({ ...example, text: change(example.text) });
    if (error) throw error;
    fs.rmSync(this.at('cdktf.out'), { recursive: true, force: true });
    for (const [file, text] of files) {
      fs.mkdirSync(path.dirname(this.at('cdktf.out', file)), { recursive: true });
      fs.writeFileSync(this.at('cdktf.out', file), text);
    }
  }

  /** Adds lines to retired.yaml. */
  public retire(lines: string): void {
    fs.appendFileSync(this.at('retired.yaml'), lines);
  }

  public at(...names: string[]): string {
    return path.join(this.root, ...names);
  }

  /** The names of the stacks that the lock knows. */
  public locked(): string[] {
    return Object.keys((JSON.parse(fs.readFileSync(this.at('golden-path.lock.json'), 'utf8')) as { stacks: object }).stacks);
  }

  /** What the last command with this beginning said. */
  public lastOf(beginning: string): Said {
    return [...this.said].reverse().find((each) => each.command.startsWith(beginning))!;
  }

  /** What the plan of a stack does, by address; what it leaves as it is is left out. */
  public actions(stack: string): Record<string, string> {
    const entries = (this.plans[stack].resource_changes ?? []).map(
      ({ address, change, previous_address: from }): [string, string] => {
        const actions = change.actions.join('+');
        if (change.importing) return [address, `import ${change.importing.id}, ${actions}`];
        return [address, actions === 'no-op' && from !== undefined ? `moved from ${from}` : actions];
      },
    );
    return Object.fromEntries(entries.filter(([, action]) => action !== 'no-op'));
  }

  /** Plans a stack as CI does, into the file that check-plan reads. */
  public async plan(stack: string): Promise<Record<string, string>> {
    this.plans[stack] = await this.terraform.planIn(this.stateOf(stack), this.json(stack));
    fs.writeFileSync(this.at(`${stack}.json`), JSON.stringify(this.plans[stack]));
    this.planned.push(this.actions(stack));
    return this.actions(stack);
  }

  public async run(text: string): Promise<Said> {
    const plain = text.replace(/ # refused$/, '');
    const said = plain.startsWith('npx golden-path ') ? await this.goldenPath(plain) : this.shell(plain);
    this.said.push(said);
    return said;
  }

  private async perform(text: string): Promise<void> {
    await this.expectStatus(text, text.endsWith(' # refused') ? 1 : 0);
  }

  private async expectStatus(text: string, status: number): Promise<void> {
    const ended = await this.run(text);
    if (ended.status !== status) throw new Error(`${text} ended with ${ended.status}:\n${ended.said}`);
  }

  private async goldenPath(text: string): Promise<Said> {
    const args = [...text.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word).slice(2);
    const before = process.cwd();
    process.chdir(this.root);
    try {
      const { status, printed, complaint } = await command(...args);
      return { command: text, status, said: `${printed}${complaint}` };
    } finally {
      process.chdir(before);
    }
  }

  private shell(text: string): Said {
    const script = `terraform() { '${findTerraform()!}' "$@"; }\n${text}`;
    const env = { ...process.env, TF_CLI_CONFIG_FILE: '' };
    const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', script], { cwd: this.root, encoding: 'utf8', env });
    return { command: text, status, said: `${stdout}${stderr}` };
  }

  /** Terraform on the state of this walk; all other commands run nowhere. */
  private async elsewhere(text: string): Promise<void> {
    const [, stack, action] = /^terraform -chdir=cdktf\.out\/stacks\/(\S+) (.*)$/.exec(text) ?? [];
    if (action === 'plan -out=plan.tfplan') await this.plan(stack);
    else if (action === `show -json plan.tfplan > ${stack}.json`) return;
    else if (action === 'apply plan.tfplan') await this.terraform.applyIn(this.stateOf(stack), this.json(stack));
    else if (action === 'state pull > old.tfstate') fs.copyFileSync(this.stateFile(stack), this.at('old.tfstate'));
    else if (action?.startsWith('state push ')) fs.copyFileSync(this.at(/"\$PWD\/(.*)"/.exec(action)![1]), this.stateFile(stack));
    else this.skipped.push(text);
  }

  /** Goes on in the other repository, with the same code and the same states. */
  private enter(text: string): void {
    const [, which] = /^# in the (new|old) repository/.exec(text)!;
    const output = this.at('cdktf.out');
    this.root = this.repository(which === 'new' ? 'shop-infra' : 'checkout-infra');
    if (which === 'new') fs.cpSync(output, this.at('cdktf.out'), { recursive: true });
    else this.synth('nothing-left');
  }

  private repository(name: string): string {
    for (const folder of [name, 'platform-apps']) fs.mkdirSync(path.join(this.base, folder), { recursive: true });
    return path.join(this.base, name);
  }

  private commit(): void {
    const author = ['-c', 'user.name=A Tester', '-c', 'user.email=tester@example.com', '-c', 'commit.gpgsign=false'];
    const git = (...args: string[]) => {
      const { status, stderr } = spawnSync('git', args, { cwd: this.root, encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
    };
    git('init', '--quiet', '--initial-branch', 'main');
    git('add', '--', 'golden-path.lock.json');
    git(...author, 'commit', '--quiet', '--message', 'a state');
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  }

  private stacks(): string[] {
    const folder = this.at('cdktf.out', 'stacks');
    return fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  }

  private json(stack: string): StackJson {
    return JSON.parse(fs.readFileSync(this.at('cdktf.out', 'stacks', stack, 'cdk.tf.json'), 'utf8')) as StackJson;
  }

  private stateOf(stack: string): string {
    const folder = path.join(this.base, 'states', stack);
    fs.mkdirSync(folder, { recursive: true });
    return folder;
  }

  private stateFile(stack: string): string {
    return path.join(this.stateOf(stack), 'terraform.tfstate');
  }
}

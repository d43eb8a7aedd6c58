import * as fs from 'node:fs';
import * as path from 'node:path';
import { AnnotationMetadataEntryType } from 'cdktf';
import type { IStackSynthesizer, ISynthesisSession, StackAnnotation, TerraformStack } from 'cdktf';
import { StackSynthesizer } from 'cdktf/lib/synthesize/synthesizer';
import type { IConstruct } from 'constructs';
import { stableJson } from './stable-json';

/** CDKTF's own, before anybody else can change it. */
const { synthesize } = StackSynthesizer.prototype;

/** By what CDKTF knows a construct that writes files of its own, such as an asset. */
const CUSTOM = Symbol.for('cdktf/customSynthesis');

const LEVELS: readonly string[] = Object.values(AnnotationMetadataEntryType);

/**
 * Synthesises a stack in which no construct has an aspect, as CDKTF's synthesizer does. The file is written here, if it is JSON and
 * nobody has another synthesizer or writes other files. A construct that a validation adds is noticed at the end.
 *
 * @returns whether CDKTF would write it too
 */
export function synthesizeInOnePass(stack: TerraformStack, synthesizer: IStackSynthesizer, session: ISynthesisSession): boolean {
  const constructs = stack.node.findAll();
  const { hclOutput } = synthesizer as { hclOutput?: unknown };
  if (synthesizer.synthesize !== synthesize || hclOutput !== false || constructs.some((construct) => CUSTOM in construct)) {
    synthesizer.synthesize(session);
    return true;
  }
  if (stack.hasResourceMove()) return false;
  if (!session.skipValidation) stack.runAllValidations();
  const manifest = session.manifest.forStack(stack);
  fs.mkdirSync(path.join(session.outdir, manifest.workingDirectory), { recursive: true });
  const annotations = constructs.flatMap(annotationsOf);
  if (annotations.some(({ level }) => level === AnnotationMetadataEntryType.ERROR)) return false;
  Object.assign(manifest, { annotations });
  fs.writeFileSync(path.join(session.outdir, manifest.synthesizedStackPath), stableJson(stack.toTerraform()));
  return true;
}

function annotationsOf({ node }: IConstruct): StackAnnotation[] {
  return node.metadata
    .filter(({ type }) => LEVELS.includes(type))
    .map(({ type, data, trace }) => ({
      constructPath: node.path,
      level: type as AnnotationMetadataEntryType,
      message: data as string,
      stacktrace: trace,
    }));
}

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

/** Whether the file of a stack can be written here: JSON, by what CDKTF itself does, and without constructs that write others. */
export function isWrittenByCdktf(synthesizer: IStackSynthesizer, { node }: TerraformStack): boolean {
  const { hclOutput } = synthesizer as { hclOutput?: unknown };
  return synthesizer.synthesize === synthesize && hclOutput === false && !node.findAll().some((construct) => CUSTOM in construct);
}

/**
 * Writes the file of a stack as CDKTF's synthesizer does, where no construct has an aspect.
 *
 * @returns whether CDKTF would write it too
 */
export function writeStackFile(stack: TerraformStack, session: ISynthesisSession): boolean {
  if (stack.hasResourceMove()) return false;
  if (!session.skipValidation) stack.runAllValidations();
  const manifest = session.manifest.forStack(stack);
  fs.mkdirSync(path.join(session.outdir, manifest.workingDirectory), { recursive: true });
  const annotations = stack.node.findAll().flatMap(annotationsOf);
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

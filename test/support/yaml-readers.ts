import { createRequire } from 'node:module';
import { CORE_SCHEMA, load } from 'js-yaml';

interface YamlPackage {
  parse(text: string, options: { version: '1.1' | '1.2' }): unknown;
}

/** cdk8s brings its own, which other packages cannot see; it knows the rules of YAML 1.1 too, unlike js-yaml. */
const { parse } = createRequire(require.resolve('cdk8s'))('yaml') as YamlPackage;

/** Programs that read a document later: each has its own idea of what is text and what is not. */
export const YAML_READERS: Record<string, (text: string) => unknown> = {
  'js-yaml, with dates': (text) => load(text),
  'js-yaml, without dates': (text) => load(text, { schema: CORE_SCHEMA }),
  'YAML 1.1': (text) => parse(text, { version: '1.1' }),
  'YAML 1.2': (text) => parse(text, { version: '1.2' }),
};

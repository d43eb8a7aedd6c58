import { DefaultTokenResolver, StringConcat, Tokenization } from 'cdktf';
import type { IConstruct } from 'constructs';

/** A text as Terraform gets it, references written out. */
export function withReferences(scope: IConstruct, text: string): string {
  return String(Tokenization.resolve(text, { scope, resolver: new DefaultTokenResolver(new StringConcat()) }));
}

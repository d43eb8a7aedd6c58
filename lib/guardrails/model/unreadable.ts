import { show } from '../../core/problems';

/** What an expression names: an attribute of a resource or data source of the same stack. */
export interface Reference {
  /** As in `aws_iam_role.worker` or `data.aws_iam_policy_document.read`. */
  readonly address: string;
  /** The attribute, as in `arn` or `metadata.0.name`. */
  readonly attribute: string;
}

/** A value that cannot be read with certainty: only Terraform knows it. */
export class Unreadable {
  /**
   * @param text the text as Terraform's template, with what could be read written out
   * @param reference what it names, if it names one attribute and nothing else
   */
  public constructor(
    public readonly text: string,
    public readonly reference?: Reference,
  ) {}

  /** As an error shows it. */
  public toJSON(): string {
    return this.text;
  }
}

export function isUnreadable(value: unknown): value is Unreadable {
  return value instanceof Unreadable;
}

/** A value as an error shows it: what cannot be read by its text. */
export function shown(value: unknown): string {
  return isUnreadable(value) ? value.text : show(value);
}

/** Whether a value can be read to its last part. */
export function isReadable(value: unknown): boolean {
  if (isUnreadable(value)) return false;
  if (Array.isArray(value)) return value.every(isReadable);
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isReadable);
  return true;
}

/** A value as the text of a Terraform template, in which only what cannot be read is an expression. */
export function templateText(value: unknown): string {
  if (isUnreadable(value)) return value.text;
  return String(value).replace(/([$%])\{/g, '$1$1{');
}

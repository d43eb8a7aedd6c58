/** A file to create. */
export interface NewFile {
  /** Relative to the folder, with slashes. */
  readonly path: string;
  readonly text: string;
  /** Whether it is a program. */
  readonly executable?: boolean;
}

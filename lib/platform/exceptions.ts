import type { TerraformElement } from 'cdktf';

type Addressed = TerraformElement & { readonly terraformResourceType: string };

/** What a written reason allows, each for the one resource that it was given for. */
export class Exceptions {
  private readonly given: { readonly element: Addressed; readonly what: string }[] = [];

  public allow(element: Addressed, what: string): void {
    this.given.push({ element, what });
  }

  /** Whether a reason was given for this in the resource of a stack's JSON. */
  public cover(type: string, name: string, what: string): boolean {
    return this.given.some(
      (one) => one.what === what && one.element.terraformResourceType === type && one.element.friendlyUniqueId === name,
    );
  }
}

/**
 * A text that GitHub takes as it is: where it could begin an expression, an expression gives that beginning.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
 */
export function plainText(text: string): string {
  return text.replaceAll('${{', "${{ '${{' }}");
}

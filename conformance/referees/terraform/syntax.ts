import ts from 'typescript';

/** The node and all below it, in the order of the text. */
export function nodesOf(node: ts.Node): ts.Node[] {
  const nodes = [node];
  node.forEachChild((child) => void nodes.push(...nodesOf(child)));
  return nodes;
}

/** The comments and white space before a node. */
export function leadingText(node: ts.Node): string {
  return node.getSourceFile().text.slice(node.pos, node.getStart());
}

export function isTrue(node: ts.Node | undefined): boolean {
  return node?.kind === ts.SyntaxKind.TrueKeyword;
}

/** The values of an object literal by key. */
export function propertiesOf(literal: ts.Expression | undefined): Map<string, ts.Expression> {
  if (!literal || !ts.isObjectLiteralExpression(literal)) throw new Error('expected an object literal in generated code');
  return new Map(literal.properties.filter(ts.isPropertyAssignment).map((each) => [each.name.getText(), each.initializer]));
}

import path from 'node:path';
import ts from 'typescript';

/** One text that the app hands to SQLite, and where. */
export interface AppStatement {
  /** `file:line`, the file within the root that was read. */
  place: string;
  sql: string;
}

/** What sources hand to SQLite. */
export interface AppStatements {
  /** All that goes through `statement(db, sql)`: of a text with choices, each. */
  statements: AppStatement[];
  /** What keeps a statement from being known without running the app, in words. */
  faults: string[];
  /** What goes past `statement`: the `file:line` of each use of a connection's `prepare` or `exec`. */
  direct: string[];
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  allowImportingTsExtensions: true,
  noEmit: true,
  strict: true,
  types: ['node'],
};

/** Reads source files (whole paths), whose paths are told from `root`. */
export function readStatements(files: readonly string[], root: string): AppStatements {
  const program = ts.createProgram(files, options);
  const checker = program.getTypeChecker();
  const read: AppStatements = { statements: [], faults: [], direct: [] };
  const placeOf = (node: ts.Node): string => {
    const source = node.getSourceFile();
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    return `${path.relative(root, source.fileName).replaceAll(path.sep, '/')}:${line + 1}`;
  };
  const visit = (node: ts.Node): void => {
    if (isDirect(checker, node)) read.direct.push(placeOf(node));
    if (ts.isIdentifier(node) && isStatement(checker, node)) readUse(node);
    ts.forEachChild(node, visit);
  };
  const readUse = (name: ts.Identifier): void => {
    const { parent } = name;
    if (ts.isImportSpecifier(parent) || ts.isFunctionDeclaration(parent)) return;
    const place = placeOf(name);
    if (!ts.isCallExpression(parent) || parent.expression !== name) {
      read.faults.push(`${place}: \`statement\` is handed on, so that what it is called with is not known`);
      return;
    }
    const [, sql] = parent.arguments;
    const texts = sql === undefined ? null : textsOf(checker, sql);
    if (texts === null) {
      read.faults.push(`${place}: the SQL is not put together of constants: ${sql?.getText() ?? 'none'}`);
    }
    for (const text of texts ?? []) read.statements.push({ place, sql: text });
  };
  for (const file of files) {
    const source = program.getSourceFile(file);
    if (source === undefined) throw new Error(`${file} could not be read`);
    visit(source);
  }
  return read;
}

/** What a name stands for, through imports. */
function symbolOf(checker: ts.TypeChecker, node: ts.Node): ts.Symbol | undefined {
  const symbol = checker.getSymbolAtLocation(node);
  if (symbol === undefined || (symbol.flags & ts.SymbolFlags.Alias) === 0) return symbol;
  return checker.getAliasedSymbol(symbol);
}

/** Whether a name is that of the function `statement` of the app, also where it is imported under another. */
function isStatement(checker: ts.TypeChecker, name: ts.Identifier): boolean {
  const declaration = symbolOf(checker, name)?.declarations?.[0];
  return (
    declaration !== undefined &&
    ts.isFunctionDeclaration(declaration) &&
    declaration.name?.text === 'statement' &&
    declaration.getSourceFile().fileName.endsWith('/electron/db/statement.ts')
  );
}

/** Whether something is `prepare` or `exec` of a connection to a database. */
function isDirect(checker: ts.TypeChecker, node: ts.Node): boolean {
  const name = ts.isPropertyAccessExpression(node)
    ? node.name
    : ts.isElementAccessExpression(node)
      ? node.argumentExpression
      : null;
  if (name === null || !/^['"]?(?:prepare|exec)['"]?$/u.test(name.getText())) return false;
  const declarations = checker.getSymbolAtLocation(name)?.declarations ?? [];
  return declarations.some((one) => one.getSourceFile().fileName.includes('/better-sqlite3/'));
}

/** The texts that an expression may have, all of its choices; null where that is not known without running it. */
function textsOf(checker: ts.TypeChecker, expression: ts.Expression): string[] | null {
  const of = (one: ts.Expression): string[] | null => textsOf(checker, one);
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isParenthesizedExpression(expression)) return of(expression.expression);
  if (ts.isTemplateExpression(expression)) {
    return expression.templateSpans.reduce<string[] | null>(
      (before, { expression: part, literal }) => joined(joined(before, of(part)), [literal.text]),
      [expression.head.text],
    );
  }
  if (ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return joined(of(expression.left), of(expression.right));
  }
  if (ts.isConditionalExpression(expression)) {
    const [one, other] = [of(expression.whenTrue), of(expression.whenFalse)];
    return one === null || other === null ? null : [...one, ...other];
  }
  if (ts.isIdentifier(expression)) {
    const constant = constantOf(checker, expression);
    return constant === null ? null : of(constant);
  }
  if (ts.isPropertyAccessExpression(expression) || ts.isElementAccessExpression(expression)) {
    return propertyTexts(checker, expression);
  }
  return null;
}

/** The texts of one property of a constant object, or of any where only the running app knows which. */
function propertyTexts(
  checker: ts.TypeChecker,
  access: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): string[] | null {
  const constant = constantOf(checker, access.expression);
  // Only what is `as const` cannot be given other properties later.
  if (constant === null || !ts.isAsExpression(constant) || constant.type.getText() !== 'const') return null;
  if (!ts.isObjectLiteralExpression(constant.expression)) return null;
  const key = ts.isPropertyAccessExpression(access) ? access.name : access.argumentExpression;
  const name = ts.isIdentifier(key) && ts.isElementAccessExpression(access) ? null : nameOf(key);
  const texts: string[] = [];
  for (const property of constant.expression.properties) {
    if (!ts.isPropertyAssignment(property)) return null;
    if (name !== null && nameOf(property.name) !== name) continue;
    const own = textsOf(checker, property.initializer);
    if (own === null) return null;
    texts.push(...own);
  }
  return texts.length === 0 ? null : texts;
}

function nameOf(node: ts.Node): string | null {
  return ts.isIdentifier(node) || ts.isStringLiteralLike(node) ? node.text : null;
}

/** What a constant was made as; null for a name that may stand for several things. */
function constantOf(checker: ts.TypeChecker, name: ts.Expression): ts.Expression | null {
  const declarations = symbolOf(checker, name)?.declarations ?? [];
  const [declaration] = declarations;
  if (declarations.length !== 1 || declaration === undefined) return null;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return null;
  const isConstant = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  return isConstant ? declaration.initializer : null;
}

/** Each of the first followed by each of the second. */
function joined(first: readonly string[] | null, second: readonly string[] | null): string[] | null {
  if (first === null || second === null) return null;
  return first.flatMap((one) => second.map((other) => one + other));
}

import type Sqlite from 'better-sqlite3';

/** One line of `EXPLAIN QUERY PLAN`: those with the same parent are of one SELECT. */
interface PlanNode {
  id: number;
  parent: number;
  detail: string;
}

/**
 * What is wrong with how SQLite would run a statement: it walks one of the tables that grow, wholly or in half, builds
 * an index of it on the way, or sorts it. Empty where each of them is only looked into. Nothing is run.
 */
export function planFaults(db: Sqlite.Database, sql: string, growing: readonly string[]): string[] {
  const nodes = planOf(db, sql);
  const names = namesOf(db, sql);
  const growingOf = ({ detail }: PlanNode): string | undefined => {
    const name = /^(?:SCAN|SEARCH) (\w+)/u.exec(detail)?.[1] ?? '';
    return growing.find((table) => table === (names.get(name) ?? name));
  };
  const faults: string[] = [];
  for (const node of nodes) {
    const { detail } = node;
    const scanned = /^SCAN (\w+)/u.exec(detail)?.[1];
    const table = growingOf(node);
    if (table !== undefined) {
      if (scanned !== undefined || isWalk(db, table, node, sql)) faults.push(detail);
    } else if (scanned !== undefined && !/^(?:CONSTANT|\d)/u.test(scanned) && !names.has(scanned)) {
      faults.push(`${detail}: what that is, is not known; write its table as “table AS name”`);
    }
    if (!detail.includes('TEMP B-TREE')) continue;
    const sorted = nodes.filter((other) => other.parent === node.parent || isBelow(nodes, other, node));
    const one = sorted.find((other) => growingOf(other) !== undefined);
    if (one !== undefined) faults.push(`${detail} (${one.detail})`);
  }
  return faults;
}

/** How SQLite would run it. Throws where it cannot be prepared, with what SQLite says. */
function planOf(db: Sqlite.Database, sql: string): PlanNode[] {
  const bare = sql.replace(/'(?:[^']|'')*'/gu, "''").replace(/--.*$/gmu, '');
  const named = Object.fromEntries([...bare.matchAll(/[@:$](\w+)/gu)].map(([, name = '']) => [name, null]));
  const positional = [...bare.matchAll(/\?/gu)].map(() => null);
  const parameters = Object.keys(named).length > 0 ? [...positional, named] : positional;
  return db.prepare<unknown[], PlanNode>(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
}

/** What the names in a statement stand for: tables are their own, others a table or, as an empty name, none. */
function namesOf(db: Sqlite.Database, sql: string): Map<string, string> {
  const tables = db
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' UNION SELECT 'sqlite_schema'`)
    .pluck()
    .all();
  const names = new Map(tables.map((name) => [name, name]));
  for (const [, table = '', name = ''] of sql.matchAll(/\b(\w+)\s+AS\s+(\w+)/giu)) {
    if (tables.includes(table)) names.set(name, table);
  }
  const selects = /\b(\w+)\s*(?:\([\w\s,]*\))?\s+AS\s*(?:(?:NOT\s+)?MATERIALIZED\s*)?\(|\)\s*AS\s+(\w+)/giu;
  for (const [, common, derived] of sql.matchAll(selects)) {
    const name = common ?? derived ?? '';
    if (!names.has(name)) names.set(name, '');
  }
  return names;
}

/** Whether looking something up still goes through all of a table, or through all from some row on. */
function isWalk(db: Sqlite.Database, table: string, { detail }: PlanNode, sql: string): boolean {
  if (/\bAUTOMATIC\b|\bANY\(/u.test(detail)) return true;
  const by = /\(([^)]*)\)/u.exec(detail)?.[1];
  if (by !== undefined) return !by.includes('=?') && !/\bLIMIT\b/u.test(sql);
  // SQLite calls it a search, too, when it goes through all for a least or a greatest that it has no index of.
  const index = /\bINDEX (\w+)/u.exec(detail)?.[1];
  const first =
    index === undefined
      ? db.prepare<[string], string>('SELECT name FROM pragma_table_info(?) WHERE pk = 1').pluck().get(table)
      : db.prepare<[string], string>('SELECT name FROM pragma_index_info(?)').pluck().get(index);
  return !new RegExp(String.raw`\b(?:min|max)\((?:\w+\.)?${first}\)`, 'iu').test(sql);
}

function isBelow(nodes: readonly PlanNode[], node: PlanNode, above: PlanNode): boolean {
  if (node.parent === above.id) return true;
  const parent = nodes.find(({ id }) => id === node.parent);
  return parent !== undefined && isBelow(nodes, parent, above);
}

/** One statement of a trigger, with a parameter for each column of the row that it runs for. */
export interface TriggerStatement {
  trigger: string;
  sql: string;
}

/** What the triggers of a database run: SQLite does not tell it with the statement that sets them off. */
export function triggerStatements(db: Sqlite.Database): TriggerStatement[] {
  const triggers = db
    .prepare<[], { name: string; sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`)
    .all();
  return triggers.flatMap(({ name: trigger, sql }) => {
    const [, when, body = ''] = /(?:\bWHEN\b(.*?))?\bBEGIN\b(.*)\bEND\s*$/isu.exec(sql) ?? [];
    const statements = body.split(/;(?=(?:[^']*'[^']*')*[^']*$)/u).filter((one) => one.trim() !== '');
    if (when !== undefined) statements.push(`SELECT ${when}`);
    return statements.map((one) => ({
      trigger,
      sql: one.replace(/\b(?:NEW|OLD)\.\w+/giu, '?').replace(/\bRAISE\s*\([^)]*\)/giu, 'NULL'),
    }));
  });
}

import type Sqlite from 'better-sqlite3';

declare const access: unique symbol;

/** A connection that a query reads from. */
export type ReadDb = Sqlite.Database & { readonly [access]?: 'read' | 'write' };

/** A connection that a query may also write to: its signature says so. */
export type WriteDb = Sqlite.Database & { readonly [access]?: 'write' };

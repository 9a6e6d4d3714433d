import { z } from 'zod';
import type { ReadDb, WriteDb } from '../db/connection.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';

const key = 'accountSearch';
const searchSchema = z.object({ since: z.iso.datetime(), until: z.iso.datetime() });

/** Milliseconds for which what a prediction made can be had, and a margin. */
const keptMs = 75 * 60_000;

/**
 * Remembers that an older copy of the database was put back, or a new one made of what files tell: the account may hold
 * predictions since then that this library has forgotten, and is searched before anything is asked for, for as long as
 * their audio could be had. `since` is the time of what was put back, in ms since 1970.
 */
export function searchAccount(db: WriteDb, since: number, now = Date.now()): void {
  const until = new Date(now + keptMs).toISOString();
  writeSetting(db, key, { since: new Date(Math.max(since, now - keptMs)).toISOString(), until });
}

/** From when on the account may hold what this library has forgotten, ISO 8601; null when there is no such time. */
export function forgottenSince(db: ReadDb, now = Date.now()): string | null {
  const search = searchSchema.safeParse(readSetting(db, key)).data;
  return search === undefined || Date.parse(search.until) < now ? null : search.since;
}

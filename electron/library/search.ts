import type { ReadDb, WriteDb } from '../db/connection.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';
import { z } from 'zod';

/** Seconds for which a service may still have what a lost part of the database asked of it: an hour, and some more. */
const longestKept = 70 * 60;

const searchSchema = z.object({ since: z.string(), until: z.string() });

/** What of the account is to be searched before anything is asked for; times are ISO 8601, UTC. */
export type AccountSearch = z.infer<typeof searchSchema>;

const accountKey = 'accountSearch';
const audioKey = 'audioSearch';

/**
 * Remembers that this database may lack what was done since a time: the audio on disk is to be looked through, and the
 * account, before anything is asked for. What is remembered already is only widened.
 */
export function rememberSearch(db: WriteDb, since: Date, now = new Date()): void {
  const before = readSearch(db, now);
  const known = before?.since ?? since.toISOString();
  const search = {
    since: known < since.toISOString() ? known : since.toISOString(),
    until: new Date(now.getTime() + longestKept * 1000).toISOString(),
  };
  writeSetting(db, accountKey, search satisfies AccountSearch);
  writeSetting(db, audioKey, true);
}

/** When a lost part of a database can have begun at the earliest, where nothing tells: older things are gone there. */
export function earliestLoss(now = new Date()): Date {
  return new Date(now.getTime() - longestKept * 1000);
}

/** Whether the audio on disk is to be looked through. */
export function isAudioToSearch(db: WriteDb): boolean {
  return readSetting(db, audioKey) === true;
}

/** The audio on disk has been looked through. */
export function forgetAudioSearch(db: WriteDb): void {
  writeSetting(db, audioKey, false);
}

/**
 * From when on the account may hold what this database has forgotten, ISO 8601; null when there is no such time. What was
 * asked longer ago than a service keeps audio could not be had any more.
 */
export function forgottenSince(db: ReadDb, now = new Date()): string | null {
  const search = readSearch(db, now);
  if (search === null) return null;
  const earliest = earliestLoss(now).toISOString();
  return search.since > earliest ? search.since : earliest;
}

function readSearch(db: ReadDb, now: Date): AccountSearch | null {
  const { data } = searchSchema.safeParse(readSetting(db, accountKey));
  return data === undefined || data.until < now.toISOString() ? null : data;
}

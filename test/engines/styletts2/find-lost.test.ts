import { expect, test } from 'vitest';
import { ReplicateClient } from '../../../electron/engines/services/replicate/replicate-client.ts';
import { styletts2Remote } from '../../../electron/engines/styletts2/model.ts';
import { Errand } from '../../../electron/engines/services/replicate/errand.ts';
import { lookOnce } from '../../../electron/engines/services/replicate/find-lost.ts';
import { serve } from '../services/replicate/tiny-server.ts';
import { hurriedClock } from './engine-on-server.ts';
import { MemoryLedger } from './memory-ledger.ts';

const version = 'ab'.repeat(32);
const hour = 3_600_000;

interface Listed {
  id: string;
  text: string | null;
  createdAt: number;
  removed?: boolean;
}

/** One look through a list of one prediction a page, for one that was sent now. */
async function look(list: readonly Listed[], knownBefore: string | null = null) {
  let pages = 0;
  const origin = await serve((request, response) => {
    const at = Number(new URL(request.url ?? '', 'http://list').searchParams.get('at') ?? 0);
    const listed = list[at];
    pages = Math.max(pages, at + 1);
    const results = listed === undefined ? [] : [resultOf(listed)];
    const next = at + 1 < list.length ? `${origin}/v1/predictions?at=${at + 1}` : null;
    response.end(JSON.stringify({ results, next }));
  });
  const ledger = new MemoryLedger();
  ledger.sentAt = new Date().toISOString();
  ledger.sentThere = ledger.sentAt;
  ledger.knownBefore = knownBefore;
  const client = new ReplicateClient({ apiUrl: `${origin}/v1`, token: 'r8_test' });
  const errand = new Errand(client, ledger, hurriedClock(), styletts2Remote);
  const seen = await lookOnce(errand, { input: { text: 'Ours.' }, version }, new AbortController().signal);
  return { match: seen.match?.id ?? null, doubt: seen.doubt, pages };
}

function resultOf({ id, text, createdAt, removed = false }: Listed) {
  return {
    ...{ id, version, status: 'succeeded', data_removed: removed },
    input: text === null ? null : { text },
    created_at: new Date(createdAt).toISOString(),
  };
}

const other = (id: string, createdAt: number): Listed => ({ id, text: 'Other.', createdAt });

test('a list in any order whose times are hours behind is read on', async () => {
  const behind = Date.now() - 5 * hour;
  const list = [1, 2, 3, 4].map((number) => other(`o${number}`, behind));
  const ours = { id: 'ours', text: 'Ours.', createdAt: behind };
  expect(await look([...list, ours])).toMatchObject({ match: 'ours', doubt: null });
});

test('two pages of what was made days before are its end', async () => {
  const list = [1, 2, 3, 4].map((number) => other(`o${number}`, Date.now() - 48 * hour));
  expect(await look(list)).toEqual({ match: null, doubt: null, pages: 2 });
});

test('one page beyond what was known before is read, and no more', async () => {
  const list = [1, 2, 3, 4, 5].map((number) => other(`o${number}`, Date.now()));
  expect(await look(list, 'o2')).toEqual({ match: null, doubt: null, pages: 3 });
});

test('one of that time that has lost its input leaves a doubt; one of days before does not', async () => {
  const removed = { id: 'r', text: null, removed: true };
  const now = await look([{ ...removed, createdAt: Date.now() - hour }]);
  expect(now).toMatchObject({ match: null, doubt: expect.stringContaining('removed') as string });
  const before = await look([{ ...removed, createdAt: Date.now() - 30 * hour }]);
  expect(before).toMatchObject({ match: null, doubt: null });
});

import { expect, test } from 'vitest';
import { book } from '../support/lamp-book.ts';
import { expectSoundAccount, openPaidStudio, startFastServer } from '../support/paid-studio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('what one service made is not taken for another’s, equal as the words may be', async () => {
  const library = temporaryFolder();
  const [first, second] = [await startFastServer(), await startFastServer()];
  const there = await openPaidStudio(first, library);
  const { total } = await there.narrate(await there.importPaid());
  await there.studio.close();
  const here = await openPaidStudio(second, library);
  const again = await here.importPaid(`${book}\n`);
  expect(await here.narrate(again)).toMatchObject({ state: 'done', failed: 0 });
  expect(second.stats.creates).toBe(total);
  expectSoundAccount(second);
});

test('a prediction that is out at one service is not given up because another knows nothing of it', async () => {
  const library = temporaryFolder();
  const [first, second] = [await startFastServer(), await startFastServer()];
  const there = await openPaidStudio(first, library);
  const project = await there.importPaid();
  first.faults.next('drop-after-accept');
  first.faults.next('server-error', { endpoint: 'list', times: Infinity });
  const waiting = there.narration(({ state }) => state === 'waiting');
  await there.client.call('narration.start', { project: project.id });
  await waiting;
  const ended = there.narration(({ state }) => state === 'cancelled');
  await there.client.call('narration.cancel', {});
  await ended;
  await there.studio.close();
  const here = await openPaidStudio(second, library);
  // Whatever is picked up is picked up before a narration of something else is over.
  await here.narrate(await here.importPaid('# Elsewhere\n\nNothing of this was ever asked for there.\n'));
  const { predictions } = await here.client.call('predictions.list', { limit: 100, project: project.id });
  expect(predictions).toMatchObject([{ state: 'unknown' }]);
  await here.studio.close();
  first.faults.clear();
  const back = await openPaidStudio(first, library);
  expect(await back.narrate(project)).toMatchObject({ state: 'done', failed: 0 });
  expectSoundAccount(first);
});

test('the same service typed with a wrong path is another one: it is asked nothing twice, and nothing is given up', async () => {
  const library = temporaryFolder();
  const server = await startFastServer();
  const there = await openPaidStudio(server, library);
  const project = await there.importPaid();
  server.faults.next('drop-after-accept');
  server.faults.next('server-error', { endpoint: 'list', times: Infinity });
  const waiting = there.narration(({ state }) => state === 'waiting');
  await there.client.call('narration.start', { project: project.id });
  await waiting;
  await there.studio.close();
  server.faults.clear();
  const wrong = { url: `${new URL(server.url).origin}/elsewhere/v1`, token: server.token };
  const astray = await openPaidStudio(wrong, library);
  expect(await astray.narrate(project)).toMatchObject({
    state: 'stopped',
    problem: { code: 'address-wrong' },
  });
  const { predictions } = await astray.client.call('predictions.list', { limit: 100 });
  expect(predictions.filter(({ perhapsBilled }) => perhapsBilled)).toHaveLength(1);
  expect(predictions.at(-1)).toMatchObject({ state: 'unknown' });
  await astray.studio.close();
  const back = await openPaidStudio(server, library);
  expect(await back.narrate(project)).toMatchObject({ state: 'done', failed: 0 });
  expect(server.stats.creates).toBe(server.stats.distinctInputs);
  expectSoundAccount(server);
});

import { expect, test } from 'vitest';
import { projectIdSchema } from '../../../electron/contract/ids.ts';
import { LecternError } from '../../../electron/contract/problem.ts';
import { defaultProjectSettings, type Project } from '../../../electron/contract/project.ts';
import { ImportQueue, type Imported, type ImportSource } from '../../../renderer/library/import-queue.ts';

function project(id: number, title: string): Project {
  return {
    ...defaultProjectSettings,
    id: projectIdSchema.parse(id),
    voiceId: null,
    title,
    author: null,
    language: null,
    format: 'text',
    sourceName: `${title}.txt`,
    sampleRate: 24_000,
    createdAt: '2026-11-01T10:00:00.000Z',
  };
}

/** A source whose reading ends when the test says so. */
function held(name: string): {
  source: ImportSource;
  begun: () => boolean;
  end: (imported: Imported) => void;
} {
  const { promise, resolve } = Promise.withResolvers<Imported>();
  let begun = false;
  const read = (): Promise<Imported> => {
    begun = true;
    return promise;
  };
  return { source: { name, read }, begun: () => begun, end: resolve };
}

function refused(name: string): ImportSource {
  const problem = new LecternError('file-empty', `“${name}” is empty.`, 'Choose another file.');
  return { name, read: () => Promise.reject(problem) };
}

function given(id: number, title: string, created = true): ImportSource {
  return { name: title, read: () => Promise.resolve({ project: project(id, title), created }) };
}

test('reads one manuscript after another and says which one and how many wait', async () => {
  const queue = new ImportQueue();
  const [one, two] = [held('one'), held('two')];
  const done: string[][] = [];
  const adding = queue.add([one.source, two.source], (projects) => {
    done.push(projects.map(({ title }) => title));
  });
  expect(queue.state.get()).toMatchObject({ reading: 'one', waiting: 1 });
  expect(two.begun()).toBe(false);
  one.end({ project: project(1, 'One'), created: true });
  await expect.poll(two.begun).toBe(true);
  expect(queue.state.get()).toMatchObject({ reading: 'two', waiting: 0 });
  expect(done).toEqual([]);
  two.end({ project: project(2, 'Two'), created: true });
  await adding;
  expect(queue.state.get().reading).toBeNull();
  expect(done).toEqual([['One', 'Two']]);
});

test('a refused manuscript does not keep the next from being read, and its own words stay', async () => {
  const queue = new ImportQueue();
  let opened: readonly Project[] = [];
  await queue.add([refused('empty.txt'), given(7, 'Seven')], (projects) => {
    opened = projects;
  });
  expect(opened.map(({ id }) => id)).toEqual([7]);
  expect(queue.state.get().refusals).toEqual([
    {
      name: 'empty.txt',
      problem: { code: 'file-empty', message: '“empty.txt” is empty.', action: 'Choose another file.' },
    },
  ]);
});

test('when everything is refused, nothing is opened', async () => {
  const queue = new ImportQueue();
  await queue.add([refused('a'), refused('b')], () => {
    expect.unreachable();
  });
  expect(queue.state.get()).toMatchObject({ reading: null, waiting: 0 });
  expect(queue.state.get().refusals).toHaveLength(2);
});

test('what is dropped while another is read joins its batch, folders refused with it', async () => {
  const queue = new ImportQueue();
  const first = held('first');
  const batches: number[] = [];
  const onDone = (projects: readonly Project[]): void => {
    batches.push(projects.length);
  };
  const adding = queue.add([first.source], onDone);
  const folder = { name: 'books', problem: new LecternError('file-unsupported', 'A folder.', 'No.').problem };
  await queue.add([given(2, 'Second')], onDone, [folder]);
  expect(queue.state.get()).toMatchObject({ reading: 'first', waiting: 1, refusals: [folder] });
  first.end({ project: project(1, 'First'), created: true });
  await adding;
  expect(batches).toEqual([2]);
  expect(queue.state.get().refusals).toEqual([folder]);
});

test('a manuscript that was there already is named until it is forgotten; the next import forgets refusals', async () => {
  const queue = new ImportQueue();
  const ignore = (): void => undefined;
  await queue.add([given(3, 'Three', false), refused('bad.epub')], ignore);
  expect(queue.state.get().known.map(({ project: known }) => known.title)).toEqual(['Three']);
  queue.forgetKnown();
  expect(queue.state.get().known).toEqual([]);
  expect(queue.state.get().refusals).toHaveLength(1);
  await queue.add([given(4, 'Four')], ignore);
  expect(queue.state.get()).toEqual({ reading: null, waiting: 0, refusals: [], known: [] });
});

test('a known manuscript can be imported again where its file can be read again, and is then another project', async () => {
  const queue = new ImportQueue();
  const opened: number[][] = [];
  const onDone = (projects: readonly Project[]): void => {
    opened.push(projects.map(({ id }) => id));
  };
  const readAgain = (): Promise<Imported> => Promise.resolve({ project: project(8, 'Three'), created: true });
  await queue.add([{ ...given(3, 'Three', false), readAgain }, given(4, 'The sample', false)], onDone);
  const [three, sample] = queue.state.get().known;
  expect(sample?.again).toBeUndefined();
  if (three?.again === undefined) return expect.unreachable();
  await queue.add([{ name: 'Three', read: three.again }], onDone);
  expect(opened).toEqual([[3, 4], [8]]);
  expect(queue.state.get().known).toEqual([]);
});

test('whoever chooses nothing when asked for the file again opens nothing, and nothing is called wrong', async () => {
  const queue = new ImportQueue();
  await queue.add([{ name: 'Three', read: () => Promise.resolve(null) }], () => {
    expect.unreachable();
  });
  expect(queue.state.get()).toEqual({ reading: null, waiting: 0, refusals: [], known: [] });
});

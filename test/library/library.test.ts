import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LecternError } from '../../electron/contract/problem.ts';
import { defaultLibraryFolder, openLibrary } from '../../electron/library/open-library.ts';
import { mountDisk } from '../support/mounted-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function problemOf(folder: string): string {
  try {
    openLibrary(folder, 'A test').close();
  } catch (thrown) {
    if (thrown instanceof LecternError) return `${thrown.problem.code}: ${thrown.message}`;
    throw thrown;
  }
  return 'opened';
}

describe('the folder of a library', () => {
  test('is made with all those above it', () => {
    expect(problemOf(path.join(temporaryFolder(), 'a', 'b', 'c'))).toBe('opened');
  });

  test.each([
    ['a file', 'file', /a file of that name is in the way/],
    ['below a file', 'file/below', /a file of that name is in the way/],
    ['a link to nothing', 'dangling', /a file of that name is in the way/],
    ['below a link to itself', 'circle/below', /its links lead in a circle/],
    ['too long a name', 'x'.repeat(300), /its name is too long/],
  ])('%s is refused by name', (_, name, why) => {
    const parent = temporaryFolder();
    writeFileSync(path.join(parent, 'file'), 'words');
    symlinkSync('nowhere', path.join(parent, 'dangling'));
    symlinkSync('circle', path.join(parent, 'circle'));
    const before = readdirSync(parent);
    const problem = problemOf(path.join(parent, name));
    expect(problem).toMatch(/^library-unwritable: The library folder /);
    expect(problem).toMatch(why);
    expect(readdirSync(parent)).toEqual(before);
  });

  test.runIf(process.platform === 'linux')('where nothing can be made, it says so and ends', () => {
    expect(problemOf('/proc/lectern/library')).toMatch(/nothing can be made in that place/);
  });

  test('on a disk that can only be read says that', (context) => {
    const disk = mountDisk(1_000_000);
    if (typeof disk === 'string') return context.skip(disk);
    onTestFinished(() => {
      disk.unmount();
    });
    mkdirSync(path.join(disk.path, 'there'));
    disk.remount('ro');
    for (const name of ['new', 'there']) {
      expect(problemOf(path.join(disk.path, name))).toMatch(/^library-unwritable: Lectern may not write/);
    }
  });
});

test('a relative LECTERN_HOME is meant from where the person stands', () => {
  expect(defaultLibraryFolder({ LECTERN_HOME: 'shelf' }, path.resolve('/desk'))).toBe(
    path.resolve('/desk/shelf'),
  );
});

test.runIf(process.platform === 'linux')(
  'an empty or relative XDG_DATA_HOME is ignored, as its specification wants',
  () => {
    const standard = defaultLibraryFolder({}, '/desk');
    expect(standard).toMatch(/\.local\/share\/lectern$/);
    expect(defaultLibraryFolder({ XDG_DATA_HOME: '' }, '/desk')).toBe(standard);
    expect(defaultLibraryFolder({ XDG_DATA_HOME: 'data' }, '/desk')).toBe(standard);
    expect(defaultLibraryFolder({ XDG_DATA_HOME: '/data' }, '/desk')).toBe('/data/lectern');
  },
);

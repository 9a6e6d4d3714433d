import { expect, test } from 'vitest';
import { folderProblem, sortDropped, type DroppedItem } from '../../../renderer/library/accepted-files.ts';

function file(name: string): DroppedItem {
  return {
    kind: 'file',
    getAsFile: () => new File(['text'], name),
    webkitGetAsEntry: () => ({ isDirectory: false, name }),
  };
}

/** As Chromium gives it: a folder is a file of no type until its entry is asked for. */
function folder(name: string): DroppedItem {
  return {
    kind: 'file',
    getAsFile: () => new File([], name),
    webkitGetAsEntry: () => ({ isDirectory: true, name }),
  };
}

const text: DroppedItem = { kind: 'string', getAsFile: () => null, webkitGetAsEntry: () => null };

test('folders are told apart from files, and dragged text counts for nothing', () => {
  const dropped = sortDropped([file('alice.txt'), text, folder('books'), file('emma.epub')]);
  expect(dropped.files.map(({ name }) => name)).toEqual(['alice.txt', 'emma.epub']);
  expect(dropped.folders).toEqual(['books']);
});

test('a file without an entry (synthetic drops have none) is still a file', () => {
  const synthetic: DroppedItem = { ...file('alice.txt'), webkitGetAsEntry: () => null };
  expect(sortDropped([synthetic]).files).toHaveLength(1);
});

test('a refused folder is named, with a way on', () => {
  const { message, action } = folderProblem('My Books');
  expect(message).toContain('“My Books” is a folder');
  expect(action).not.toBe('');
});

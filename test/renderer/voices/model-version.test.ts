import { expect, test } from 'vitest';
import { versionOf } from '../../../renderer/voices/model-version.ts';

const id = '989cb5ea6d2401314eb30685740cb9f6fd1c9001b8940659b406f952837ab5ac';

test('a version is known by its id, alone or as the model’s page has it', () => {
  expect(versionOf(id)).toBe(id);
  expect(versionOf(`  ${id.toUpperCase()}\n`)).toBe(id);
  expect(versionOf(`adirik/styletts2:${id}`)).toBe(id);
});

test('nothing else is one: neither a part of an id, nor more than one, nor a latest', () => {
  for (const text of ['', 'latest', id.slice(1), `${id}0`, id.replace('9', 'g'), `${id} ${id}`])
    expect(versionOf(text), text).toBeNull();
});

import { describe, expect, it } from 'vitest';
import { isTextField, keysOf, wayOf, type Press } from '../../../renderer/history/history-keys.ts';

const press = (key: string, held: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

describe('the keys of the history', () => {
  it('are Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y, however the shift lock stands', () => {
    expect(wayOf(press('z', { ctrlKey: true }), false)).toBe('undo');
    expect(wayOf(press('Z', { ctrlKey: true }), false)).toBe('undo');
    expect(wayOf(press('Z', { ctrlKey: true, shiftKey: true }), false)).toBe('redo');
    expect(wayOf(press('y', { ctrlKey: true }), false)).toBe('redo');
  });

  it('are with Cmd on a Mac, and not with Ctrl', () => {
    expect(wayOf(press('z', { metaKey: true }), true)).toBe('undo');
    expect(wayOf(press('z', { metaKey: true, shiftKey: true }), true)).toBe('redo');
    expect(wayOf(press('z', { ctrlKey: true }), true)).toBeNull();
    expect(wayOf(press('y', { metaKey: true }), true)).toBeNull();
    expect(wayOf(press('z', { metaKey: true }), false)).toBeNull();
  });

  it('are no others', () => {
    expect(wayOf(press('z'), false)).toBeNull();
    expect(wayOf(press('z', { ctrlKey: true, altKey: true }), false)).toBeNull();
    expect(wayOf(press('x', { ctrlKey: true }), false)).toBeNull();
  });

  it('are told as the system writes them', () => {
    expect([keysOf('undo', false), keysOf('redo', true)]).toEqual(['Ctrl+Z', '⇧⌘Z']);
  });
});

it('what is written in undoes what was typed there; boxes and sliders have nothing of their own to undo', () => {
  for (const field of [
    { tagName: 'TEXTAREA' },
    { tagName: 'INPUT', type: 'text' },
    { tagName: 'INPUT', type: 'number' },
    { tagName: 'DIV', isContentEditable: true },
  ])
    expect(isTextField(field), JSON.stringify(field)).toBe(true);
  for (const other of [
    { tagName: 'INPUT', type: 'checkbox' },
    { tagName: 'INPUT', type: 'range' },
    { tagName: 'BUTTON', type: 'button' },
    { tagName: 'SPAN' },
  ])
    expect(isTextField(other), JSON.stringify(other)).toBe(false);
});

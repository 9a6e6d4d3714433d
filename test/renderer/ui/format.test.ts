import { expect, test } from 'vitest';
import { aboutMoney, money } from '../../../renderer/ui/format.ts';

test('money is told to the cent, and finer where a cent would hide it', () => {
  expect(money(12.4)).toBe('$12.40');
  expect(money(0.00213)).toBe('$0.0021');
  expect(money(0.00002)).toBe('under $0.0001');
  expect(money(0)).toBe('$0.00');
  expect(money(1234.567)).toBe('$1,234.57');
});

test('what is under the least that is shown is not called about that', () => {
  expect(aboutMoney(0.0021)).toBe('about $0.0021');
  expect(aboutMoney(0.00002)).toBe('under $0.0001');
});

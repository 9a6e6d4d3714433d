import { describe, expect, it } from 'vitest';
import { estimateTokens } from '../../../../electron/engines/styletts2/prepare/phoneme-tokens.ts';

describe('the estimate of phoneme tokens', () => {
  // What eSpeak NG 1.51 (en-us) makes of them, stresses and lengths included, plus 1 at the start.
  it.each([
    ['usual', 'jˈuːʒuːəl'],
    ['boxes', 'bˈɑːksᵻz'],
    ['W', 'dˈʌbəljˌuː'],
    ['BBC', 'bˌiːbˌiːsˈiː'],
    ['the queue used an idea', 'ðə kjˈuː jˈuːzd ɐn aɪdˈiə'],
    ['one hundred and seventy-six', 'wˈʌnhˈʌndɹɪd ænd sˈɛvəntisˈɪks'],
    ['changes of creation', 'tʃˈeɪndʒᵻz ʌv kɹiːˈeɪʃən'],
    ['tmp hmpf', 'tˌiːˌɛmpˈiː ˌeɪtʃˌɛmpˌiːˈɛf'],
    ['I was a very valuable giant', 'aɪ wʌz ɐ vˈɛɹi vˈæljuːəbəl dʒˈaɪənt'],
  ])('%s is never too low, nor absurdly high', (text, phonemes) => {
    const tokens = estimateTokens(text);
    expect(tokens).toBeGreaterThanOrEqual(phonemes.length + 1);
    expect(tokens).toBeLessThanOrEqual(2.2 * phonemes.length + 3);
  });

  it('counts a mark and the space that sets it off', () => {
    expect(estimateTokens('“Oh,” he said—yes.') - estimateTokens('Oh he said yes')).toBe(10);
  });

  it('reads a shouted line as words and a lone initialism letter by letter', () => {
    const shouted = estimateTokens('WE KNOW IT TO BE TRUE');
    expect(shouted).toBe(estimateTokens('we know it to be true'));
    expect(estimateTokens('the NATO men')).toBeGreaterThan(estimateTokens('the nato men') + 10);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LecternError, type Problem } from '../../../electron/contract/problem.ts';
import { prepareText } from '../../../electron/engines/draft/prepare-text.ts';

function problemOf(text: string): Problem {
  try {
    prepareText(text);
  } catch (thrown) {
    if (thrown instanceof LecternError) return thrown.problem;
    throw thrown;
  }
  throw new Error(`${text} was prepared after all`);
}

describe('what Flite would drop is written in ASCII', () => {
  it.each([
    ['café, naïve Łódź Ørsted straße', 'cafe, naive Lodz Orsted strasse'],
    ['Æsop’s œuvre', "Esop's oeuvre"],
    ['ﬁnd Ｆｕｌｌ 𝐛old', 'find Full bold'],
    ['e\u0301te\u0301', 'ete'],
    ['co\u2011operate well‐being', 'co-operate well-being'],
    ['¿Qué?', 'Que?'],
    ['hi 😀 there 👨‍👩‍👧 ★ you', 'hi there you'],
    ['an α-particle, Ω and ά', 'an alpha particle, omega and alpha'],
    ['\uFEFFof\u00ADten\u200B', 'often'],
  ])('%s', (text, prepared) => {
    expect(prepareText(text)).toBe(prepared);
  });
});

describe('marks become pauses, or go where Flite would stumble', () => {
  it.each([
    ['He stopped—then ran.', 'He stopped, then ran.'],
    ['He stopped -- then – slowly – ran.', 'He stopped, then, slowly, ran.'],
    ['“But—” he said, “no…”', 'But, he said, no...'],
    ['Wait . . . what?!', 'Wait... what?'],
    ['“What?”—she asked', 'What? she asked'],
    ['“All ‘the king’s’ men,” he said', "All the king's men, he said"],
    ["the dogs' bone, nothin' to, o'clock", "the dogs bone, nothin to, o'clock"],
    ['and (as she thought) he went, the word(s)', 'and, as she thought, he went, the words'],
    ['’Twas brillig\nand the toves,\n\nDid gyre', 'Twas brillig. and the toves, Did gyre'],
    ['One\r\nTwo?”\rThree', 'One. Two? Three'],
    ['End.Then one,two', 'End. Then one, two'],
    ['- item', 'item'],
    ['--help', 'help'],
    ['3.14, 10:05 and 1,234 a.m.', '3.14, 10:05 and 1,234 a.m.'],
  ])('%s', (text, prepared) => {
    expect(prepareText(text)).toBe(prepared);
  });
});

describe('signs and numbers are written as they are said', () => {
  it.each([
    ['1914–1918, 1914-18, pp. 3–5', '1914 to 1918, 1914 to 18, pages 3 to 5'],
    ['£5, £1.50, £1, £0.05, £1,234.56', '5 pounds, 1 pound 50, 1 pound, 5 pence, 1,234 pounds 56'],
    ['£3 million, $3m, €2.5bn', '3 million pounds, 3 million dollars, 2.5 billion euros'],
    ['$1.00, US$5, ¥100, 5 €, 50¢, the $', '1 dollar, 5 dollars, 100 yen, 5 euros, 50 cents, the dollars'],
    ['7½ and ½', '7 1/2 and 1/2'],
    ['20 °C, 45°, 50%', '20 degrees Celsius, 45 degrees, 50%'],
    ['x² and 5 m³ and 10⁻⁶', 'x squared and 5 m cubed and 10 to the power of minus 6'],
    ['the word² and the end.¹ Then', 'the word 2 and the end. 1 Then'],
    ['in 1914 – and before', 'in 1914, and before'],
    ['3×4, 6÷2, 5+3=8, −5, 2−1', '3 times 4, 6 divided by 2, 5 plus 3 equals 8, minus 5, 2 minus 1'],
    ['§ 4, §§ 4, № 5, No. 5, #5', 'section 4, sections 4, number 5, number 5, number 5'],
    ['Smith & Co. © 2020 Acme™, a@b', 'Smith and Company copyright 2020 Acme, a at b'],
    ['a < b, 5 > 3, C++', 'a is less than b, 5 is greater than 3, C plus plus'],
    ['at 3.30 p.m. Sir, 5 ft. 3 in. tall', 'at 3:30 p.m. Sir, 5ft 3 inches tall'],
  ])('%s', (text, prepared) => {
    expect(prepareText(text)).toBe(prepared);
  });

  it('reads the words of markup but none of it as markup', () => {
    expect(prepareText('<b>bold</b> <break time="3s"/> *it* _so_ ~~~')).toBe(
      'b bold b break time equals 3s it so',
    );
  });
});

describe('Roman numerals are numbers only where they surely are', () => {
  it.each([
    ['CHAPTER IV. Down', 'CHAPTER 4. Down'],
    ['chapter xiv, Act II', 'chapter 14, Act 2'],
    ['CHAPTER XL', 'CHAPTER 40'],
    ['II\nHe left.', '2. He left.'],
    ['I.', '1.'],
    ['I!', 'I!'],
    ['Part I. The River', 'Part 1. The River'],
    ['The part I played in Part I was', 'The part i played in Part 1 was'],
    [
      'In this book I read of Henry VIII and World War II.',
      'In this book i read of Henry the 8th and World War 2.',
    ],
    ['King Charles I of England, the XIXth century', 'King Charles the 1st of England, the 19th century'],
    ['Appendix C, the letter V, an IV drip', 'Appendix C, the letter V, an IV drip'],
    ['Letter IV', 'Letter 4'],
    ['Malcolm X, John V. Smith, Henry V of England', 'Malcolm X, John V. Smith, Henry the 5th of England'],
    ['LIVID, CIVIL, MIX', 'LIVID, CIVIL, MIX'],
  ])('%s', (text, prepared) => {
    expect(prepareText(text)).toBe(prepared);
  });
});

describe('abbreviations that Flite spells or stumbles at', () => {
  it.each([
    ['Capt. Hook, Ms. Lee and Ms Lee', 'Captain Hook, Miz Lee and Miz Lee'],
    ['Mr. Smith, Dr. Watson, St. Simon', 'Mr. Smith, Dr. Watson, St. Simon'],
    ['Bob Smith, Jr., and Sam Jr. He left', 'Bob Smith, Junior, and Sam Junior. He left'],
    ['e.g. this, i.e. that', 'for example this, that is that'],
    ['the U.S. army of the US.', 'the U.S army of the U.S.'],
    ['Hmm. Shh! Mmm, HM Prison', 'hum. shush! mum, HM Prison'],
    ['He said no. 10 men stood 5 ft. Then', 'He said no. 10 men stood 5ft. Then'],
  ])('%s', (text, prepared) => {
    expect(prepareText(text)).toBe(prepared);
  });
});

describe('unspeakable text', () => {
  it.each([
    ['He said Привет, мир', 'Привет', 'Cyrillic'],
    ['שלום', 'שלום', 'Hebrew'],
    ['مرحبا', 'مرحبا', 'Arabic'],
    ['สวัสดี', 'สวัสดี', 'Thai'],
    ['नमस्ते जी', 'नमस्ते', 'Devanagari'],
    ['the λόγος', 'λόγος', 'Greek'],
    ['読む', '読む', 'Chinese characters'],
    ['한국어 words', '한국어', 'Korean'],
    ['page ٣', '٣', 'Arabic'],
    ['ab\u{1D7D8}Ж', 'Ж', 'Cyrillic'],
  ])('%s is refused by its word and script', (text, word, script) => {
    const { code, message, action } = problemOf(text);
    expect(code).toBe('text-unspeakable');
    expect(message).toContain(word);
    expect(message).toContain(`(${script})`);
    expect(action).toContain('skip the section');
  });

  it.each(['', ' \n ', '…', '* * *', '😀 🎉', '—'])('nothing to speak in %j', (text) => {
    const { code, message } = problemOf(text);
    expect(code).toBe('text-unspeakable');
    expect(message).toContain('nothing to speak');
  });

  it('a word that lost a character is refused, not spoken without it', () => {
    expect(problemOf('the caf\uFFFD was').message).toMatch(/“caf\uFFFD”: a character was lost/u);
  });

  it('quotes a long word shortly', () => {
    expect(problemOf('Ж'.repeat(5000)).message.length).toBeLessThan(120);
  });
});

describe('any text at all', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.stringMatching(/^[\w\s.,;:?!'"()\-–—…£$€½²&<>#*+=/\\|^~@%°IVXAÉß]{0,200}$/u),
  );

  it('is refused as unspeakable, or is ASCII with something to speak and of bounded length', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let prepared: string;
        try {
          prepared = prepareText(text);
        } catch (thrown) {
          return thrown instanceof LecternError && thrown.problem.code === 'text-unspeakable';
        }
        expect(prepared).toMatch(/^[A-Za-z0-9 .,;:?!'%/-]*[A-Za-z0-9][A-Za-z0-9 .,;:?!'%/-]*$/u);
        expect(prepared.length).toBeLessThanOrEqual(40 + 25 * text.length);
        return true;
      }),
      { numRuns: 1500 },
    );
  });

  const word = fc.stringMatching(/^[a-zàáâãäåçèéêëìíîïñòóôõöøùúûüýÿāăąćčďđēęěğįłńňőřśšťůűžøßæœþđ]{3,12}$/u);
  const mark = fc.constantFrom(
    ' ',
    ', ',
    '. ',
    '—',
    ' – ',
    '…',
    '; ',
    '\n',
    '” “',
    ' (',
    ') ',
    '?! ',
    ' * ',
    '_ ',
  );

  it('of Latin words keeps every one of them, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(word, mark), { minLength: 1, maxLength: 30 }), (pairs) => {
        // Alone, a word is only transliterated, or respelt ("shh"); among others it must come out the same.
        const alone = pairs.map(([each]) => prepareText(each));
        const together = prepareText(pairs.map(([each, after]) => each + after).join(''));
        expect(together.match(/[A-Za-z0-9']+/gu)).toEqual(alone);
        for (const [index, [each]] of pairs.entries()) {
          if (/^[a-z]*[aeiou][a-z]*$/u.test(each)) expect(alone[index]).toBe(each);
        }
      }),
      { numRuns: 400 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { LecternError, type Problem } from '../../../../electron/contract/problem.ts';
import { prepareText } from '../../../../electron/engines/styletts2/prepare/prepare-text.ts';

function problemOf(text: string): Problem {
  try {
    prepareText(text);
  } catch (thrown) {
    if (thrown instanceof LecternError) return thrown.problem;
    throw thrown;
  }
  throw new Error(`“${text}” was prepared without a problem`);
}

describe('numbers are written as they are said', () => {
  it.each([
    [
      '1,234,567 and 100,005',
      'one million two hundred and thirty-four thousand five hundred and sixty-seven and one hundred thousand and five',
    ],
    ['3.14, .5 and 1.05', 'three point one four, point five and one point zero five'],
    ['-5 degrees, −3 and 7½', 'minus five degrees, minus three and seven and a half'],
    [
      '1/2, 3/4 and 2 1/2 miles, 24/7, 9/11',
      'one half, three quarters and two and a half miles, twenty-four seven, nine eleven',
    ],
    ['the 1st, 22nd and 103rd', 'the first, twenty-second and one hundred third'],
    ['pp. 10-12, 3–5', 'pages ten to twelve, three to five'],
    ['50% of 12 is 6', 'fifty percent of twelve is six'],
    [
      '221B Baker Street, MP3 and v1.2',
      'two hundred and twenty-one B Baker Street, MP three and v one point two',
    ],
    ['x² is 5 m²', 'x squared is five metres squared'],
  ])('%s', (text, prepared) => {
    expect(prepareText(text).text).toBe(prepared);
  });
});

describe('years are read as years, and things counted as things', () => {
  it.each([
    [
      'In 1066, 1805 and 1900; in 2026',
      'In ten sixty-six, eighteen oh five and nineteen hundred; in twenty twenty-six',
    ],
    ['the 1990s, the 1800s, the ’20s', 'the nineteen nineties, the eighteen hundreds, the twenties'],
    [
      '1914–1918, 1914-18, in ’77',
      'nineteen fourteen to nineteen eighteen, nineteen fourteen to eighteen, in seventy-seven',
    ],
    [
      '1500 men, 1234 sheep, page 1888',
      'one thousand five hundred men, one thousand two hundred and thirty-four sheep, page one thousand eight hundred and eighty-eight',
    ],
    ['the year 2000, 2000 years', 'the year two thousand, two thousand years'],
    ['1888 was cold', 'eighteen eighty-eight was cold'],
  ])('%s', (text, prepared) => {
    expect(prepareText(text).text).toBe(prepared);
  });
});

describe('dates and times', () => {
  it.each([
    ['12 March 1888', 'the twelfth of March eighteen eighty-eight'],
    ['on the 5th of Nov. 1605', 'on the fifth of November sixteen oh five'],
    ['March 12, 1888, was', 'March the twelfth, eighteen eighty-eight, was'],
    ['1888-03-12', 'the twelfth of March eighteen eighty-eight'],
    ['25/12/1888', 'the twenty-fifth of December eighteen eighty-eight'],
    ['12/03/1888', 'twelve, three, eighteen eighty-eight'],
    ['10-12 March', 'ten to the twelfth of March'],
    ['In May 1888 May 5 men', 'In May eighteen eighty-eight May the fifth men'],
    ['at 10:30 a.m. He', 'at ten thirty A-M. He'],
    ['3.30 p.m. sharp, 5 PM', 'three thirty P-M sharp, five P-M'],
    ['9:00, 10:05, the 5:15 train', "nine o'clock, ten oh five, the five fifteen train"],
    ['John 3:16 and 3:1', 'John three sixteen and three to one'],
  ])('%s', (text, prepared) => {
    expect(prepareText(text).text).toBe(prepared);
  });
});

describe('money, units and telephones', () => {
  it.each([
    [
      '£5, $3.50, €1.2 million, 50¢',
      'five pounds, three dollars fifty, one point two million euros, fifty cents',
    ],
    [
      '£5 6s. 8d., 5s. 6d. and $5-10',
      'five pounds, six shillings and eight pence, five shillings and six pence and five dollars to ten dollars',
    ],
    ['at 12s. He left', 'at twelve shillings. He left'],
    ['6 ft. 3 in. tall, 5\'10" tall', 'six feet three inches tall, five feet ten tall'],
    [
      '5 km, 1 kg, 60 mph, 20 °C',
      'five kilometres, one kilogram, sixty miles an hour, twenty degrees Celsius',
    ],
    ['call 555-1234', 'call five five five, one two three four'],
    ['+44 20 7946 0958', 'plus four four, two zero, seven nine four six, zero nine five eight'],
    ['agent 007', 'agent zero zero seven'],
  ])('%s', (text, prepared) => {
    expect(prepareText(text).text).toBe(prepared);
  });
});

describe('Roman numerals, abbreviations and signs', () => {
  it.each([
    ['CHAPTER IV. Down', 'CHAPTER four. Down'],
    ['Henry VIII, Louis XIV, World War II', 'Henry the eighth, Louis the fourteenth, World War two'],
    ['Act II, the part I played in Part I', 'Act two, the part I played in Part one'],
    ['Mr. Hyde, Mrs. Lee and Dr. Watson', 'Mister Hyde, Missus Lee and Doctor Watson'],
    ['St. Simon of Baker St., where', 'Saint Simon of Baker Street, where'],
    ['Prof. Lee vs. Capt. Hook, No. 5', 'Professor Lee versus Captain Hook, number five'],
    ['He said no. 10 men stood', 'He said no. ten men stood'],
    ['e.g. this, i.e. that, etc., etc.', 'for example this, that is that, et cetera, et cetera.'],
    ['the U.S. army in the U.S. He', 'the U-S army in the U-S. He'],
    ['J. R. R. Tolkien, Ph.D., and John V. Lee', 'J-R-R Tolkien, P-H-D, and John V. Lee'],
    ['It was I. Holmes knew.', 'It was I. Holmes knew.'],
    [
      'Smith & Co. © 2020, a@b, 2+2=4, #5, § 4',
      'Smith and Company copyright twenty twenty, a at b, two plus two equals four, number five, section four',
    ],
    ['www.example.com/news', 'www dot example dot com slash news'],
    ['Shh! α rays', 'shush! alpha rays'],
  ])('%s', (text, prepared) => {
    expect(prepareText(text).text).toBe(prepared);
  });
});

describe('punctuation is the model’s own', () => {
  it.each([
    ['“But—” he said, “no…” ¿Qué?', '“But—” he said, “no…” ¿Qué?'],
    ['He -- then – slowly - ran', 'He—then—slowly—ran'],
    ['Wait . . . what...', 'Wait… what…'],
    ['‘Yes,’ he said. ‘’Tis the dogs’ bone’', "“Yes,” he said. “'Tis the dogs' bone”"],
    ['(as she thought) he went [sic]', 'as she thought, he went, sic'],
    ['One\nTwo?\n\nThree', 'One. Two? Three'],
    ['He _was_ *so* cold', 'He was so cold'],
    ['café, Æsop, Łódź, ﬁne, ｆｕｌｌ', 'café, Æsop, Łódź, fine, full'],
    ['well-known, don’t', "well-known, don't"],
  ])('%s', (text, prepared) => {
    expect(prepareText(text).text).toBe(prepared);
  });
});

describe('what cannot be spoken', () => {
  it('signs go with a note that says which', () => {
    const { text, notes } = prepareText('Hello 😀 world ░ and 😀 the letter Ж too');
    expect(text).toBe('Hello world and the letter too');
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain('“😀”, “░”, “Ж”');
  });

  it('nothing is noted where nothing is lost', () => {
    expect(prepareText('“_Oh_,” said Mr. Hyde—for £5 & 3%… *so*').notes).toEqual([]);
  });

  it.each([
    ['He said Привет, мир', 'Привет', 'Cyrillic'],
    ['the λόγος', 'λόγος', 'Greek'],
    ['the 道 of', '道', 'Chinese characters'],
    ['page ٣', '٣', 'Arabic'],
    ['cafЖ', 'cafЖ', 'Cyrillic'],
    ['the caf\uFFFD was', 'caf\uFFFD', 'lost'],
  ])('a word of %s is refused by name', (text, word, script) => {
    const { code, message } = problemOf(text);
    expect(code).toBe('text-unspeakable');
    expect(message).toContain('StyleTTS 2');
    expect(message).toContain(word);
    expect(message).toContain(script);
  });

  it.each(['', ' \n ', '…', '* * *', '😀 🎉', '—', '“ ”'])('nothing to speak in %j', (text) => {
    expect(problemOf(text)).toMatchObject({ code: 'text-unspeakable' });
  });
});

describe('what is too long', () => {
  it('by its own characters', () => {
    expect(prepareText('harbour '.repeat(35)).text).toHaveLength(279);
    expect(problemOf('harbour '.repeat(36))).toMatchObject({ code: 'text-too-long' });
    expect(problemOf('harbour '.repeat(36)).message).toContain('287 characters');
  });

  it('by what its numbers become', () => {
    const { code, message } = problemOf('7,777,777 and '.repeat(10));
    expect(code).toBe('text-too-long');
    expect(message).toMatch(/in words.* 400/u);
  });

  it('by its sounds', () => {
    const { code, message } = problemOf('BBC WWW '.repeat(20));
    expect(code).toBe('text-too-long');
    expect(message).toContain('sounds');
  });
});

import { describe, expect, test } from 'vitest';
import { splitSentences } from '../../electron/chunking/sentences.ts';

/** Each case is a text in which `¦` stands where it must be split, and nowhere else. */
const cases: Record<'en' | 'de' | 'fr' | 'es' | 'ja', string[]> = {
  en: [
    // Titles
    'To Sherlock Holmes she is always the woman. ¦I have seldom heard Mr. Holmes mention her.',
    'Dr. Watson and Mrs. Hudson met Prof. Moriarty at St. Paul’s. ¦Capt. Morstan was late.',
    'He called on the Rev. J. C. Elman of Mossmoor-cum-Little-Purlington, near Frinton.',
    'It was from Lord St. Simon. ¦Neville St. Clair had vanished, and Messrs. Hill & Co. knew nothing of it.',
    'It was Lt.-Col. Sebastian Moran. ¦He fired.',
    'Mr.Holmes forgot a space. ¦The printer noticed.',
    'They lived on Baker St. ¦They never moved.',
    // Initials, alone and in rows
    'He had read J. R. R. Tolkien as a boy. ¦Now he read him to her.',
    'The late Irene A. Adler, of dubious memory, sang. ¦Irene A. Adler was dead.',
    'It was I. ¦We left at once.',
    'No one knew but I. ¦Holmes had told nobody.',
    'We make a good team, you and I. ¦Did you see Albert I. Jones yesterday?',
    'There was only plan B. ¦It failed.',
    'He wrote “S. H. for J. O.” on the flap. ¦Then he sealed it.',
    'It was signed F. H. M. ¦The rest was torn off.',
    // Acronyms
    'He served in the U.S. Army for years. ¦Then he left the U.S. ¦They missed him.',
    'The K.K.K. letter came from Pondicherry. ¦It had five pips.',
    'She took her Ph.D. in Vienna. ¦He had only an M.D. ¦Nobody asked.',
    // Latin and trade abbreviations
    'Bring tools, e.g. Hammers, i.e. Things that hit. ¦Do it now.',
    'He sold geese, ducks, etc. ¦The shop was closed.',
    'He sold geese, ducks, etc. and went home.',
    'It was Smith v. Jones, cf. Brown et al. on the matter.',
    'I asked Jane and co. ¦They should know.',
    'The works of Alexandre Dumas Jr. ¦Were never finished.',
    // Times
    'He rose at 5 a.m. and slept at 9 p.m. on most days.',
    'Meet me at 5 p.m. ¦They left.',
    'Come at 6 p.m. Friday or not at all.',
    'At ten p.m. ¦“You are late,” she said.',
    // Numbers
    'He lived at No. 5, above Vol. II. of the Register. ¦He read pp. 7 and 8.',
    '“No. ¦I will not.”',
    'No. 5 is alive. ¦So is no. 6.',
    'It cost 3.14 pounds, or $1,000.50 in version 2.0.1 of the tale. ¦Cheap.',
    'The year was 1895. ¦3 men came. ¦20 left.',
    '“ ‘December 22nd. ¦Twenty-four geese at 7s. 6d.’ ”',
    'See Fig. 3 and ch. 12. ¦Then rest.',
    '1. Open the door. ¦2. Close it again.',
    'IV. The Adventure of the Speckled Band. ¦It was early in April.',
    'He was born on Jan. 6, 1854. ¦His brother came first.',
    // Ellipses
    'Well... I think we should go. ¦But where?',
    'He left… ¦Then the lamp went out.',
    'I wasn’t really ... well, what I mean … see . . . the thing is this.',
    'I never meant that.... ¦She left the store.',
    '“Well…” ¦He paused. ¦“Go on.”',
    'The laws appear less complex. . . . ¦Next came the proof.',
    'And then… nothing. ¦Not a sound.',
    '…and so it ended. ¦At last.',
    // Quotations and dialogue
    '“Where?” she asked. ¦“Here!” he cried.',
    '‘Off with her head!’ the Queen shouted at the top of her voice. ¦Nobody moved.',
    '“What will you do?” Holmes asked. ¦“Nothing.”',
    '“Come in!” Mr. Merryweather cried. ¦The door opened.',
    '“What steps will you take?” I asked. ¦He smiled.',
    '“Is it you?” ¦He looked across at my companion.',
    'She said, “It is late.” ¦He agreed.',
    'She turned to him, "This is great." ¦She held out the book.',
    "She turned to him, 'This is great.' she said.",
    'He whispered: “Run.” ¦“Where to?” ¦‘Twas dark.',
    '(Which was very likely true.) ¦Down, down, down.',
    'He teaches science (He worked for 5 years as an engineer.) at the University.',
    '“Look at this. ” ¦He showed it.',
    '“You have not heard it?”—“Not a word.”',
    // Other marks
    'What?! ¦You never told me!!! ¦Why not?',
    'Oh dear! what nonsense I am talking! ¦Alas! it was too late.',
    'It was—or so he said—a trifle. ¦She knew better—much better.',
    '“But how—” he began. ¦“No.”',
    'She works at Yahoo! in the accounting department.',
    // Sloppy manuscripts, addresses
    'This is the end.¦Next we begin.¦“Really?”¦She was.',
    'Write to jane.Doe@example.com or see www.Example.com, node.js and example.com. ¦Then wait.',
    'See https://example.com/a.html?Key=1 for more. ¦Good.',
    'A line\nbroken by the printer is no end.',
    '“_I will not!_” ¦She meant it. ¦_Never._ ¦So it was.',
    'Great! ¦🎉 Now we can go.',
    'He stopped. … ¦Then he went on.',
  ],
  de: [
    'Am 3. Mai kam Dr. Müller nach Wien. ¦Er blieb bis zum 12. Juni.',
    'Im 19. Jahrhundert war das so. ¦Heute nicht mehr.',
    'Das gilt z. B. für Hunde, d. h. auch für Dackel. ¦Er nickte.',
    'Äpfel, Birnen usw. ¦Dann gingen sie.',
    '„Wohin?“, fragte sie. ¦„Nach Hause!“ ¦Er lachte.',
    '„Was willst du?“ fragte Alice. ¦»Nichts.« ¦Sie ging.',
    'Cäsar starb 44 v. Chr. in Rom. ¦Er war der 1. Mann im Staat.',
    'Kaiser Wilhelm II. regierte bis 1918. ¦Ludwig XIV. Sonne ging unter.',
    'Das steht auf S. 12 in Bd. 3, vgl. Nr. 7. ¦Ach so.',
  ],
  fr: [
    'M. Seguin n’avait jamais eu de bonheur avec ses chèvres. ¦Il les perdait toutes.',
    '« Où vas-tu ? » demanda-t-elle. ¦« Au bois ! » ¦Il partit.',
    'Mme de Rênal vit MM. Valenod et de Moirod. ¦M. Le Verrier arriva.',
    'Il lut, p. ex. les fables, vol. 2, chap. 3. ¦C’était beau.',
    'Jules César mourut en 44 av. J.-C. ¦Rome pleura.',
    'Mais… je ne sais pas… ¦Elle se tut.',
  ],
  es: [
    'El Sr. García y la Sra. López vinieron. ¦Ud. no estaba.',
    '¿Dónde está? ¦¡No lo sé! ¦Se fue a las 5 p. m. ¦Volvió tarde.',
    'Véase la pág. 12, núm. 3, p. ej. La Mancha. ¦Fin.',
    'Vivió en EE. UU. durante años. ¦Luego volvió.',
    '—¿Qué quieres? —preguntó Sancho. ¦—Nada.',
    '—No —dijo el rey—. ¦Mañana.',
  ],
  ja: ['吾輩は猫である。¦名前はまだ無い。¦「どこで生れたか。」¦とんと見当がつかぬ。'],
};

describe.each(Object.entries(cases))('sentences in %s', (language, texts) => {
  test.each(texts)('%s', (marked) => {
    const expected = marked.split('¦').map((sentence) => sentence.trim());
    expect(splitSentences(marked.replaceAll('¦', ''), language)).toEqual(expected);
  });
});

describe('the language of a book', () => {
  const text = 'Am 3. Mai kam er. Dann ging er.';

  test('is found in tags with a region, an underscore or three letters', () => {
    for (const tag of ['de', 'de-AT', 'de_CH', 'deu', ' DE ']) {
      expect(splitSentences(text, tag), tag).toEqual(['Am 3. Mai kam er.', 'Dann ging er.']);
    }
  });

  test('is English where the book names none or nonsense', () => {
    for (const tag of [null, '', 'German', 'x', 'not a language', '🎉', 'zz-ZZ']) {
      expect(splitSentences('It was No. 5. The end.', tag), String(tag)).toEqual([
        'It was No. 5.',
        'The end.',
      ]);
    }
  });
});

test('empty text and white space have no sentences', () => {
  expect(splitSentences('', 'en')).toEqual([]);
  expect(splitSentences(' \n\t', 'en')).toEqual([]);
});

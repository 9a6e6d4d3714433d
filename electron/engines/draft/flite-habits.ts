/** Words that Flite takes for a state's abbreviation: "When Pa came" is "When Pennsylvania came". */
const alwaysWords = /(?<=[A-Za-z],? )(?:Al|De|Hi|La|Lou|Ma|Me|Miss|Or|Pa|Ok)\b/gu;
/** Likewise, but with a full stop they may well be the state. */
const mostlyWords = /(?<=[A-Za-z],? )(?:Del|Mass|Mo|Ore|Penn|Tex|Wash|Ill|Co|Ind)\b(?!\.)/gu;
/** Likewise in capitals, where they are not a place's ("Boston, MA"). */
const shoutedWords = /(?<!, )\b(?:HI|PA|MA|LA|DE|ME|OR|OK|OH|ID|IN|AL|MO)\b(?!')/gu;

/**
 * Rewrites what Flite is known to misread, found by reading its phones (`flite -psdur`). Flite does not mind the case
 * of a word, apart from these. Works on ASCII.
 */
export function humourFlite(text: string): string {
  return (
    text
      // "the part I played", "to Mary I gave": after such words Flite takes "I" for a numeral.
      .replace(/(?<=[A-Za-z] )I\b/gu, 'i')
      // Before a capitalised word the article is read as the letter.
      .replace(/(?<=^|[a-z] )A (?=[A-Z][a-z])/gu, 'a ')
      .replace(alwaysWords, lowerCase)
      .replace(mostlyWords, lowerCase)
      .replace(shoutedWords, lowerCase)
      .replace(/(?<=\b(?:[Tt]he|[Ii]n|[Tt]o|[Ff]rom) )US\b(?! [A-Z]{2})/gu, 'U.S')
      .replace(/\bAE(?=[a-z])|\bAe(?=sop|gean|neas|schylus)/gu, 'E')
      .replace(/'[Tt]is\b/gu, 'tiz')
      .replace(/ 'n'? |'n'/gu, ' and ')
  );
}

function lowerCase(word: string): string {
  return word.toLowerCase();
}

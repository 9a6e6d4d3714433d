import { writeOutCommonAbbreviations } from '../text/abbreviations.ts';

/**
 * Writes out the abbreviations that Flite spells, or after whose full stop it pauses ("Capt. Hook"). Those that it
 * reads well (Mr., Mrs., Dr., St., etc., a.m.) stay. Works on ASCII.
 */
export function writeOutAbbreviations(text: string): string {
  return (
    writeOutCommonAbbreviations(text)
      // The full stop of "U.S. army" is no pause.
      .replace(/\b((?:[A-Za-z]\.)+[A-Za-z])\.(?= [a-z])/gu, '$1')
      // Flite knows these units right behind the number only.
      .replace(/(?<=\d) (ft|lbs?|oz|kg|km|cm|mm|ml)\b(?:\.(?=,| [a-z0-9]))?/gu, '$1')
      .replace(/(?<=\d )in\.(?=,| [a-z0-9])/gu, 'inches')
      .replace(/\b(\d{1,2})\.([0-5]\d)(?=\s?[ap]\.?m\b)/giu, '$1:$2')
  );
}

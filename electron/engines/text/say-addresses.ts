const url =
  /\b(?:https?:\/\/)?(?:www\.)?(?:[a-z\d-]+\.)+(?:com|org|net|edu|gov|info|io|co\.uk|ac\.uk|uk|de|fr|eu)\b(?:\/[\w./-]*\w)?/giu;

/** Web addresses as they are read out: "example dot com slash news". */
export function sayAddresses(text: string): string {
  return text.replace(url, (address) =>
    address
      .replace(/^https?:\/\//iu, '')
      .replaceAll('.', ' dot ')
      .replaceAll('/', ' slash ')
      .replace(/[-_]/gu, ' '),
  );
}

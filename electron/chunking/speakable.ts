const letterOrDigit = /[\p{L}\p{N}]/u;

/** Whether a text has at least one letter or digit; a voice makes only noise of anything else. */
export function isSpeakable(text: string): boolean {
  return letterOrDigit.test(text);
}

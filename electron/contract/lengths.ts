// How long what a person types may be, in characters (UTF-16). The fields of the page end there, and calls refuse more.

/** The name of a voice or of a clip. */
export const longestName = 100;
/** The title of a section. */
export const longestTitle = 500;
/** A text that a voice is tried with. */
export const longestTry = 280;
/** A correction of a chunk's words, or what is said instead of them. */
export const longestWords = 2000;
/** A token of a service. */
export const longestToken = 500;

// What a recording may be that a clip of a few seconds is cut out of, whichever way it comes to Lectern.

/** Bytes: several minutes of the best WAV. */
export const largestRecording = 100 * 1024 * 1024;
/** Seconds. */
export const longestRecording = 30 * 60;

/** Extensions of the audio that a reference clip can be cut from, lower case. What a file is, its bytes tell later. */
export const audioExtensions: readonly string[] = ['wav', 'mp3'];

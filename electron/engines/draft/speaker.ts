/** What the draft voice is called at the beginning of a sentence. */
export const draftVoice = 'The draft voice';

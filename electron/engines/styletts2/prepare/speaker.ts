/** What the model is called at the beginning of a sentence. */
export const styleTts2 = 'StyleTTS 2';

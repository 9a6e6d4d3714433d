/** What the protocol has to know of the model that it asks. */
export interface RemoteModel {
  /** For people. */
  readonly name: string;
  /** Whose it is at Replicate, and what its page is called there. */
  readonly owner: string;
  readonly page: string;
  /** The version that is usual, by its id. */
  readonly version: string;
  /** How the inputs of a version, as its document tells them, differ from what it is sent, each in a sentence. */
  readonly differences: (document: unknown) => string[];
  /** The input that is spoken. */
  readonly textInput: string;
  /** Seconds after which Replicate gives a prediction up by itself. */
  readonly cancelAfterSeconds: number;
  /** How a clip of the library begins in a prepared input; it is sent as its bytes, or as a file of the service. */
  readonly clipPrefix: string;
  /** The inputs that may be left out. One that has them is another prediction than one that has not. */
  readonly optionalInputs: readonly string[];
  /** The model’s words when a text is too long for it, so that the text is to be cut in two. */
  readonly tooLong: RegExp;
}

/**
 * A place of the operating system that keeps secrets, as far as a connection needs one: it turns a secret into bytes
 * that nobody else can read, and back.
 */
export interface KeyStore {
  /** Whether secrets are safe with it; a system may offer one that only pretends. */
  available(): Promise<boolean>;
  /** What it is, to be shown: "the Keychain". When it is not available, why: "this desktop offers no key store". */
  backend(): string;
  /** Rejects when the person, or the system, does not let it. */
  encrypt(secret: string): Promise<Uint8Array>;
  /** Rejects when these bytes were sealed elsewhere, or the person does not let it. */
  decrypt(sealed: Uint8Array): Promise<string>;
}

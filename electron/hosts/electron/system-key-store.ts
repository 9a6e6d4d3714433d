import { safeStorage } from 'electron';
import type { KeyStore } from '../../connection/key-store.ts';

/** Electron's names of the key stores of Linux, in words. */
const linuxStores = {
  gnome_libsecret: 'the keyring of your desktop',
  kwallet: 'KDE’s wallet',
  kwallet5: 'KDE’s wallet',
  kwallet6: 'KDE’s wallet',
  basic_text: null,
  unknown: null,
} as const;

/** The operating system's key store, as Electron reaches it. Only works after the app is ready. */
export class SystemKeyStore implements KeyStore {
  #available = false;

  async available(): Promise<boolean> {
    // Without a keyring, Electron on Linux seals with a password that every program knows.
    this.#available = name() !== null && (await safeStorage.isAsyncEncryptionAvailable().catch(() => false));
    return this.#available;
  }

  backend(): string {
    const store = name();
    if (store === null)
      return 'this desktop has no key store (Electron finds only “basic_text”, which hides nothing)';
    return this.#available ? store : `${store} cannot be reached`;
  }

  encrypt(secret: string): Promise<Uint8Array> {
    return safeStorage.encryptStringAsync(secret);
  }

  async decrypt(sealed: Uint8Array): Promise<string> {
    const { result } = await safeStorage.decryptStringAsync(Buffer.from(sealed));
    return result;
  }
}

/** What the key store is called; null where there is none that deserves the name. */
function name(): string | null {
  switch (process.platform) {
    case 'darwin':
      return 'your Mac’s Keychain';
    case 'win32':
      return 'Windows, under your account';
    default:
      return linuxStores[safeStorage.getSelectedStorageBackend()];
  }
}

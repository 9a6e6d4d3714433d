import path from 'node:path';
import { app, dialog, type BrowserWindow, type MessageBoxOptions, type OpenDialogOptions } from 'electron';
import { formatOfName, type FormatFacts } from '../../contract/format.ts';
import type { Problem } from '../../contract/problem.ts';
import { audioExtensions } from '../browser/audio-files.ts';
import { safeName } from '../browser/export-targets.ts';
import { describeTime } from '../../library/lost-database.ts';
import { manuscriptExtensions } from '../../manuscript/read-manuscript.ts';

/** A file that the person wants written, and whether they agreed to replace what is there. */
export interface ChosenTarget {
  path: string;
  /** The id of the format that its name ends for. */
  format: string;
  overwrite: boolean;
}

/** The system's dialogs, in Lectern's words. They belong to the window, where there is one. */
export class Dialogs {
  readonly #window: () => BrowserWindow | null;

  constructor(window: () => BrowserWindow | null) {
    this.#window = window;
  }

  /** Asks for a manuscript; null when the person chooses none. */
  chooseManuscript(): Promise<string | null> {
    const { epub, markdown, text } = manuscriptExtensions;
    return this.#choose({
      title: 'Import manuscript',
      buttonLabel: 'Import',
      properties: ['openFile'],
      filters: [
        { name: 'Manuscripts', extensions: [...epub, ...markdown, ...text] },
        { name: 'EPUB', extensions: [...epub] },
        { name: 'Markdown', extensions: [...markdown] },
        { name: 'Plain text', extensions: [...text] },
      ],
    });
  }

  /** Asks for an audio file to cut a reference clip from; null when the person chooses none. */
  chooseAudio(): Promise<string | null> {
    return this.#choose({
      title: 'Choose a reference',
      message: 'Choose a recording of the voice, of a few seconds or more.',
      buttonLabel: 'Choose',
      properties: ['openFile'],
      filters: [{ name: 'WAV or MP3 audio', extensions: [...audioExtensions] }],
    });
  }

  /** Asks for a library folder; null when the person chooses none. */
  chooseLibrary(): Promise<string | null> {
    return this.#choose({
      title: 'Choose a library folder',
      message: 'Choose the folder in which Lectern keeps its projects and their audio.',
      buttonLabel: 'Open library',
      properties: ['openDirectory', 'createDirectory'],
    });
  }

  /**
   * Asks where to write an audiobook in a format, or in another one of those there are, by the name that is chosen; null
   * when the person chooses nowhere.
   */
  async chooseTarget(
    suggestedName: string,
    format: FormatFacts,
    formats: readonly FormatFacts[],
  ): Promise<ChosenTarget | null> {
    const inOrder = [format, ...formats.filter(({ id }) => id !== format.id)];
    const options = {
      title: 'Export',
      buttonLabel: 'Export',
      defaultPath: path.join(app.getPath('music'), `${safeName(suggestedName, formats)}.${format.extension}`),
      filters: inOrder.map(({ name, extension }) => ({ name, extensions: [extension] })),
      properties: ['createDirectory' as const, 'showOverwriteConfirmation' as const],
    };
    const window = this.#window();
    const { canceled, filePath } = await (window === null
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(window, options));
    if (canceled || filePath === '') return null;
    const named = formatOfName(filePath, inOrder);
    // The system asked about the name that was typed, not about the one that Lectern makes of it.
    return named === null
      ? { path: `${filePath}.${format.extension}`, format: format.id, overwrite: false }
      : { path: filePath, format: named.id, overwrite: true };
  }

  /** Asks whether to end although something runs. */
  async confirmQuit(): Promise<boolean> {
    const answer = await this.#ask({
      type: 'question',
      message: 'Quit although Lectern is still working?',
      detail: 'A narration or an export is running. What is finished is kept. Quit anyway?',
      buttons: ['Quit', 'Keep working'],
      defaultId: 1,
      cancelId: 1,
    });
    return answer === 0;
  }

  /** Shows a problem and its way out. */
  async showProblem({ message, action }: Problem): Promise<void> {
    await this.#ask({ type: 'error', message, detail: action, buttons: ['OK'] });
  }

  /** Says that the library cannot be opened; true when the person wants to choose another. */
  async offerAnotherLibrary({ message, action }: Problem): Promise<boolean> {
    const buttons = ['Choose another library…', 'Quit'];
    const answer = await this.#ask({ type: 'error', message, detail: action, buttons, cancelId: 1 });
    return answer === 0;
  }

  /** Says that a library's database cannot be used, and offers what there is to do, its newest backup included. */
  async offerRepair(
    { message }: Problem,
    backup: Date | null,
  ): Promise<'put-back' | 'rebuild' | 'another' | 'quit'> {
    const choices = [
      ...(backup === null ? [] : [['put-back', `Put back the backup of ${describeTime(backup)}`] as const]),
      ['rebuild', 'Rebuild it from the audio'] as const,
      ['another', 'Choose another library…'] as const,
      ['quit', 'Quit'] as const,
    ];
    const answer = await this.#ask({
      type: 'error',
      message,
      detail:
        'Nothing was changed. What is put back or rebuilt takes in the audio that is there, and the database that it replaces is kept. After rebuilding, import your manuscripts again: their audio is found.',
      buttons: choices.map(([, label]) => label),
      defaultId: 0,
      cancelId: choices.length - 1,
    });
    return choices[answer]?.[0] ?? 'quit';
  }

  /** Tells what the person should hear of the library's opening. */
  async showNotices(notices: readonly string[]): Promise<void> {
    if (notices.length === 0) return;
    await this.#ask({
      type: 'info',
      message: 'About your library',
      detail: notices.join('\n'),
      buttons: ['OK'],
    });
  }

  /** Says that the page has died; true when the person wants it back. */
  async offerReload(): Promise<boolean> {
    const answer = await this.#ask({
      type: 'error',
      message: 'Lectern’s window stopped working.',
      detail: 'Nothing is lost; a narration goes on meanwhile. Reload the window to see it again.',
      buttons: ['Reload', 'Quit'],
      defaultId: 0,
      cancelId: 0,
    });
    return answer === 0;
  }

  async #choose(options: OpenDialogOptions): Promise<string | null> {
    const window = this.#window();
    const { canceled, filePaths } = await (window === null
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(window, options));
    return canceled ? null : (filePaths[0] ?? null);
  }

  async #ask(options: MessageBoxOptions): Promise<number> {
    const window = this.#window();
    const shown = { title: 'Lectern', noLink: true, ...options };
    const { response } = await (window === null
      ? dialog.showMessageBox(shown)
      : dialog.showMessageBox(window, shown));
    return response;
  }
}

import type { Locator, Page } from 'playwright-core';

/** A file that is handed to the window's file chooser: by its path, or by what is in it. */
export type Manuscript = string | { name: string; text: string };

/** What a person does in the window, one step at a time; each waits until it has had its effect. */
export class WindowSteps {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async trySample(): Promise<void> {
    await this.page.getByRole('button', { name: 'Try the sample manuscript' }).click();
    await this.narration.getByText(/^Narrated: /u).waitFor();
    await this.dismissNarration();
  }

  /** Picks a file to import; what comes of it is for the caller to wait for. */
  async pick(manuscript: Manuscript): Promise<void> {
    const [chooser] = await Promise.all([
      this.page.waitForEvent('filechooser'),
      this.page.getByRole('button', { name: 'Import manuscript' }).click(),
    ]);
    if (typeof manuscript === 'string') return chooser.setFiles(manuscript);
    const { name, text } = manuscript;
    return chooser.setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  }

  /** Imports a book and waits until it is opened. */
  async importBook(manuscript: Manuscript): Promise<void> {
    await this.pick(manuscript);
    await this.button('Narrate book').waitFor();
  }

  /** Goes to a place that the navigation names. */
  async go(place: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place }).click();
    await this.page.getByRole('heading', { level: 1, name: place }).waitFor();
  }

  library(): Promise<void> {
    return this.go('Library');
  }

  settings(): Promise<void> {
    return this.go('Settings');
  }

  async openSample(): Promise<void> {
    await this.page
      .getByRole('main')
      .getByRole('link', { name: 'The Library at the End of the Line' })
      .click();
    await this.button('Narrate book').waitFor();
  }

  /** Narrates the whole book until it has come so many chunks further. */
  async narrateUntil(further: number): Promise<void> {
    await this.button('Narrate book').click();
    const told = this.narration.getByText(/^[\d,]+ of [\d,]+ chunks$/u);
    const first = Number((await told.innerText()).split(' ')[0]?.replaceAll(',', ''));
    // A quick machine may be past it before it is looked at.
    const reached = Array.from({ length: 100 }, (_, more) => (first + further + more).toLocaleString('en'));
    await this.narration.getByText(new RegExp(`^(${reached.join('|')}) of `, 'u')).waitFor();
  }

  async cancelNarration(): Promise<void> {
    await this.narration.getByRole('button', { name: 'Cancel' }).click();
    await this.narration.getByText(/^Cancelled: /u).waitFor();
    await this.dismissNarration();
  }

  /** Plays the chapter until its clock shows this. */
  async listen(clock: string): Promise<void> {
    const player = this.page.getByRole('region', { name: 'Player' });
    await player.getByRole('button', { name: 'Play', exact: true }).click();
    await player.getByText(clock, { exact: true }).waitFor();
  }

  async dismissNarration(): Promise<void> {
    await this.narration.getByRole('button', { name: 'Dismiss' }).click();
    await this.narration.waitFor({ state: 'detached' });
  }

  async closeDialog(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.dialog.waitFor({ state: 'detached' });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  get narration(): Locator {
    return this.page.getByRole('region', { name: 'Narration' });
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }
}

import type { Locator, Page } from 'playwright-core';

/** A chapter that the draft voice needs some seconds for. */
const night = (number: number): string =>
  `## Night ${number}\n\n${Array.from({ length: 24 }, (_, index) => `That was night number ${number}, hour ${index + 1}, and the sea had still not answered the lamp on the hill.`).join('\n\n')}\n\n`;
/** A book of two such chapters. */
export const nights = `# The Nights\n\n${night(1)}${night(2)}`;

/** Hands a file to the window to import. */
export async function importFile(page: Page, name: string, content: string | Buffer): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Import manuscript' }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
}

/** The bar that tells of a narration. */
export const narration = (page: Page): Locator => page.getByRole('region', { name: 'Narration' });
/** The heading of the chapter that is shown. */
export const chapter = (page: Page, title: string): Locator =>
  page.getByRole('main').getByRole('heading', { level: 2, name: title });
/** What plays the chapter. */
export const player = (page: Page): Locator => page.getByRole('region', { name: 'Player' });

/** Where the chapter is heard. */
export const position = (page: Page): Locator =>
  page.getByRole('slider', { name: 'Position in the chapter' });

/** Where the player stands, in seconds. */
export async function heardAt(page: Page): Promise<number> {
  return Number(await position(page).getAttribute('aria-valuenow'));
}

/** Waits until nothing changes its colours or its place any more: dialogs fade in. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(
    'Promise.all(document.getAnimations().filter((one) => one.effect.getTiming().iterations !== Infinity).map((one) => one.finished.catch(() => null))).then(() => true)',
  );
}

/** A short book of two chapters, five chunks. */
export const ferry = `# The Ferry

## The Crossing

The ferry left at six, as it always did. Nobody spoke.

Only the gulls had something to say, and they said it twice.

## The Shore

On the far side there was a light, small, yellow, and very far away.
`;

/** A button by its whole name. */
export const button = (within: Page | Locator, name: string): Locator =>
  within.getByRole('button', { name, exact: true });
/** The dialog that is open. */
export const dialog = (page: Page): Locator => page.getByRole('dialog');
/** Goes to one of the window's places. */
export const go = (page: Page, place: string): Promise<void> =>
  page.getByRole('link', { name: place, exact: true }).click();

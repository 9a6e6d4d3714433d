import type { Client, Connection } from '../../electron/contract/client.ts';
import type { StudioEvent } from '../../electron/contract/events.ts';
import { Scope } from '../../electron/scope/scope.ts';
import { endingOf, type Ending } from './ending.ts';
import { go } from './navigation.ts';

const plainTitle = 'Lectern';

/**
 * Tells of the end of a narration or an export, in the window's title and by a notification where those are allowed,
 * while the window is not in front. The answer stops telling.
 */
export function tellEndings(connection: Connection, client: Client): () => void {
  const told = new Map<string, string>();
  const scope = new Scope();
  const follow = (event: StudioEvent): void => {
    const ending = endingOf(event);
    // What is paused says so more than once.
    const key = JSON.stringify(ending);
    const again = told.get(event.name) === key;
    if (event.name === 'narration' || event.name === 'export') told.set(event.name, key);
    if (ending !== null && !again && !isInFront()) void tell(client, ending);
  };
  const settle = (): void => {
    document.title = plainTitle;
  };
  scope.add(connection.subscribe(follow));
  scope.listen(globalThis, 'focus', settle);
  return scope.close;
}

function isInFront(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

async function tell(client: Client, { project, what, how }: Ending): Promise<void> {
  const book = await client.call('projects.get', { project }).then(
    ({ title }) => title,
    () => null,
  );
  const title = book === null ? what : `${what}: ${book}`;
  // Whoever has come back meanwhile sees it in the window.
  if (isInFront()) return;
  document.title = `${title} · ${plainTitle}`;
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
  const notification = new Notification(title, { body: how, tag: `project ${project}`, icon: './icon.svg' });
  notification.addEventListener('click', () => {
    globalThis.focus();
    go({ view: 'project', project, section: null });
    notification.close();
  });
}

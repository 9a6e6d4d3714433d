import { useState, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';

const words: Readonly<Record<NotificationPermission, string>> = {
  granted: 'You are told by a notification, and in the window’s title.',
  default: 'You are told in the window’s title. A notification would reach you anywhere.',
  denied:
    'You are told in the window’s title. Notifications are refused for this page; your browser’s settings can allow them.',
};

/** Whether a notification tells of an end; the system, or the browser, is what allows it. */
export function NotificationField(): ReactNode {
  const supported = 'Notification' in globalThis;
  const [permission, setPermission] = useState<NotificationPermission>(() =>
    supported ? Notification.permission : 'denied',
  );
  return (
    <>
      <p role="status">{supported ? words[permission] : 'You are told in the window’s title.'}</p>
      {supported && permission === 'default' && (
        <div>
          <Button
            local
            onClick={() => {
              void Notification.requestPermission().then(setPermission);
            }}
          >
            Allow notifications
          </Button>
        </div>
      )}
    </>
  );
}

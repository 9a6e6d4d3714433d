import type { ReactNode } from 'react';
import type { Problem } from '../../electron/contract/problem.ts';
import { Button } from '../ui/button.tsx';
import { go } from './navigation.ts';

/** The button that leads to where a problem can be put right; nothing where no place of the window can. */
export function ProblemWay({ problem }: { problem: Problem }): ReactNode {
  switch (problem.code) {
    case 'token-missing':
    case 'token-refused':
    case 'address-wrong':
      return (
        <Button
          local
          onClick={() => {
            go({ view: 'settings' });
          }}
        >
          To the settings
        </Button>
      );
    case 'prediction-unknown':
    case 'audio-owed':
    case 'without-audio':
      return (
        <Button
          local
          onClick={() => {
            go({ view: 'predictions', tab: 'library', prediction: null });
          }}
        >
          To the predictions
        </Button>
      );
    default:
      return null;
  }
}

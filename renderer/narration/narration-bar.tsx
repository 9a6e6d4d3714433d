import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { narrationQuery, useCall } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { Button } from '../ui/button.tsx';
import { Progress } from '../ui/progress.tsx';

/** How the narration that runs stands. */
export function NarrationBar(): ReactNode {
  const { client } = useStudio();
  const { data: narration } = useQuery(narrationQuery(client));
  const cancel = useCall('narration.cancel');
  if (narration?.state !== 'running') return null;
  return (
    <section aria-label="Narration">
      <Progress value={narration.fraction} label="Narration" />
      <Button
        onClick={() => {
          cancel.mutate({});
        }}
      >
        Cancel
      </Button>
    </section>
  );
}

import { Check, Copy } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from './button.tsx';

/** Puts a text on the clipboard, and says whether that worked. */
export function CopyButton({ text, label }: { text: string; label: string }): ReactNode {
  const [outcome, setOutcome] = useState<{ of: string; copied: boolean } | null>(null);
  const shown = outcome?.of === text ? outcome : null;
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => {
        setOutcome({ of: text, copied: true });
      },
      () => {
        setOutcome({ of: text, copied: false });
      },
    );
  };
  return (
    <Button local look="quiet" onClick={copy}>
      {shown?.copied === true ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
      <span role="status">
        {shown === null ? label : shown.copied ? 'Copied' : 'Could not be copied; mark it instead'}
      </span>
    </Button>
  );
}

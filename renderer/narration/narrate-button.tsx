import { AudioLines } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';

/** Starts to narrate; it says why it cannot, or what it will do where that is not plain. */
export function NarrateButton(props: {
  label: 'Narrate book' | 'Narrate chapter';
  look?: 'primary' | 'secondary';
  className?: string | undefined;
  /** Why there is nothing to start; null when there is. */
  whyNot: string | null;
  /** What stands in its own voice's place; null when nothing does. */
  hint: string | null;
  onClick: () => void;
}): ReactNode {
  const { label, look = 'secondary', className, whyNot, hint, onClick } = props;
  const id = useId();
  const told = whyNot ?? hint;
  return (
    <>
      <Button
        look={look}
        className={className}
        disabled={whyNot !== null}
        title={told ?? undefined}
        aria-describedby={told === null ? undefined : id}
        onClick={onClick}
      >
        <AudioLines size={16} aria-hidden /> {label}
      </Button>
      <span id={id} className="visually-hidden">
        {told}
      </span>
    </>
  );
}

import type { MouseEvent, ReactNode } from 'react';
import { addressOf, go, type Place } from './navigation.ts';

/** A link to a place in the window; with a modifier key it opens as any other link does. */
export function PlaceLink(props: {
  to: Place;
  className?: string | undefined;
  label?: string;
  current?: boolean;
  children: ReactNode;
}): ReactNode {
  const follow = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(props.to);
  };
  return (
    <a
      href={addressOf(props.to)}
      className={props.className}
      aria-label={props.label}
      aria-current={props.current === true ? 'page' : undefined}
      onClick={follow}
    >
      {props.children}
    </a>
  );
}

import type { ComponentProps, ReactNode } from 'react';
import { useLive } from './live.tsx';
import styles from './button.module.css';
import { classes } from './classes.ts';

type Look = 'primary' | 'secondary' | 'quiet' | 'danger';

interface Behaviour {
  look?: Look;
  /** It works without the studio: it goes somewhere, closes something, or plays what is here already. */
  local?: boolean;
}

/** A button with a text; disabled while the studio does not answer, unless it works without. */
export function Button({
  look = 'secondary',
  local = false,
  disabled = false,
  className,
  ...rest
}: ComponentProps<'button'> & Behaviour): ReactNode {
  const live = useLive();
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || !(live || local)}
      className={classes(styles['button'], styles[look], className)}
    />
  );
}

/** A link that looks like a button: for what is fetched or gone to, such as a download. */
export function LinkButton({
  look = 'secondary',
  className,
  ...rest
}: ComponentProps<'a'> & { look?: Look }): ReactNode {
  return <a {...rest} className={classes(styles['button'], styles['link'], styles[look], className)} />;
}

/** A button that shows only an icon; its label is what is read out and shown on hover. */
export function IconButton({
  label,
  look = 'quiet',
  local = false,
  disabled = false,
  className,
  children,
  ...rest
}: Omit<ComponentProps<'button'>, 'aria-label' | 'title'> & Behaviour & { label: string }): ReactNode {
  const live = useLive();
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || !(live || local)}
      aria-label={label}
      title={label}
      className={classes(styles['button'], styles['icon'], styles[look], className)}
    >
      {children}
    </button>
  );
}

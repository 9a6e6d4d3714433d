import type { ComponentProps, ReactNode } from 'react';
import styles from './button.module.css';
import { classes } from './classes.ts';

type Look = 'primary' | 'secondary' | 'quiet' | 'danger';

/** A button with a text. */
export function Button({
  look = 'secondary',
  className,
  ...rest
}: ComponentProps<'button'> & { look?: Look }): ReactNode {
  return <button type="button" {...rest} className={classes(styles['button'], styles[look], className)} />;
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
  className,
  children,
  ...rest
}: Omit<ComponentProps<'button'>, 'aria-label' | 'title'> & { label: string; look?: Look }): ReactNode {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={classes(styles['button'], styles['icon'], styles[look], className)}
    >
      {children}
    </button>
  );
}

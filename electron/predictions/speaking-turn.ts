import { LecternError } from '../contract/problem.ts';

/** Who speaks: a narration of the book that is called so, a try, or somebody who adopts a lost prediction. */
export type Speaker =
  | { readonly kind: 'narration'; readonly title: string }
  | { readonly kind: 'try' }
  | { readonly kind: 'adoption' };

/** Gives a turn back. Once it was, a second call does nothing, whoever has the turn by then. */
export type GiveBack = () => void;

/**
 * Who may speak now: predictions are made one after another, so there is one turn, and whoever speaks has it. What is
 * picked up in the background asks for nothing new, and needs no turn.
 */
export class SpeakingTurn {
  #speaker: Speaker | null = null;

  /** Takes the turn until it is given back. Throws `narration-busy`, which says who has it, while somebody has. */
  take(speaker: Speaker): GiveBack {
    if (this.#speaker !== null) throw taken(this.#speaker);
    // A copy is this turn and no other, whatever was said before.
    const own = { ...speaker };
    this.#speaker = own;
    return () => {
      if (this.#speaker === own) this.#speaker = null;
    };
  }

  /** Whether somebody speaks. */
  get isTaken(): boolean {
    return this.#speaker !== null;
  }
}

function taken(speaker: Speaker): LecternError {
  return new LecternError('narration-busy', words(speaker), 'Wait until it is done, or cancel it first.');
}

function words(speaker: Speaker): string {
  switch (speaker.kind) {
    case 'narration':
      return `“${speaker.title}” is being narrated.`;
    case 'try':
      return 'A voice is being tried, and predictions are made one after another.';
    case 'adoption':
      return 'A lost prediction is being adopted, and predictions are made one after another.';
  }
}

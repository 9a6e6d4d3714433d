import type { PredictionId } from '../contract/ids.ts';

/** Who lets go of a prediction that somebody else wants to go on with. */
export interface Holder {
  /** Resolves once nothing of it goes on with the prediction any more. */
  letGo(prediction: PredictionId): Promise<void>;
  /** What was held by somebody else may be gone on with again. */
  freed(): void;
}

/**
 * Which predictions a narration, a try or a person goes on with: the background leaves them alone. One prediction is
 * never gone on with by two.
 */
export class HeldPredictions {
  readonly #held = new Set<PredictionId>();
  #background: Holder | null = null;

  /** The background, which gives way to whoever takes a prediction. */
  serve(background: Holder): void {
    this.#background = background;
  }

  /** From now on only the caller goes on with it; resolves once the background has let go. */
  async take(prediction: PredictionId): Promise<void> {
    this.#held.add(prediction);
    await this.#background?.letGo(prediction);
  }

  /** Whoever held it is through with it. */
  giveBack(prediction: PredictionId): void {
    if (this.#held.delete(prediction)) this.#background?.freed();
  }

  /** Whether somebody goes on with it now. */
  has(prediction: PredictionId): boolean {
    return this.#held.has(prediction);
  }
}

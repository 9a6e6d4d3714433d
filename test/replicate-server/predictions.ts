import type { Clock } from './clock.ts';
import type { Brand } from './faults.ts';
import { modelError, passesOf } from './model.ts';
import {
  isFinal,
  newId,
  textOf,
  type CreateRequest,
  type OutputFile,
  type Prediction,
  type Status,
  type WebhookEvent,
} from './prediction.ts';

/** Inputs, outputs and logs of predictions made through the API are kept for an hour. */
export const dataSeconds = 3600;

/** What the predictions need of the rest of the server. */
export interface World {
  clock: Clock;
  setupSeconds: number;
  secondsPerCharacter: number;
  /** Makes the audio of a valid input. */
  speak: (input: Readonly<Record<string, unknown>>) => Promise<OutputFile>;
  /** Why the files that an input names cannot be read; null when they can. */
  missingFile: (input: Readonly<Record<string, unknown>>) => string | null;
  /** Told when something happens to a prediction that a webhook may want to hear. */
  onEvent: (prediction: Prediction, event: WebhookEvent) => void;
}

/** Every prediction of the account, and how each goes on with time. */
export class Predictions {
  readonly #world: World;
  readonly #all: Prediction[] = [];
  readonly #byId = new Map<string, Prediction>();
  readonly #ending = new Set<Promise<void>>();

  constructor(world: World) {
    this.#world = world;
  }

  /** All of them, oldest first. */
  get all(): readonly Prediction[] {
    return this.#all;
  }

  get(id: string): Prediction | undefined {
    return this.#byId.get(id);
  }

  /** Accepts a prediction, and starts it. */
  create(request: CreateRequest, inputKey: string, brand: Brand): Prediction {
    const { clock, setupSeconds } = this.#world;
    const createdAt = clock.now();
    const prediction: Prediction = {
      id: newId(),
      request,
      inputKey,
      brand,
      createdAt,
      deadline: request.cancelAfter === null ? null : createdAt + request.cancelAfter * 1000,
      status: 'starting',
      startedAt: null,
      completedAt: null,
      output: null,
      error: null,
      logs: '',
      isRemoved: false,
      downloads: { complete: 0, broken: 0 },
      ended: Promise.withResolvers(),
    };
    this.#all.push(prediction);
    this.#byId.set(prediction.id, prediction);
    clock.after(setupSeconds, () => {
      this.#begin(prediction);
    });
    if (request.cancelAfter !== null) {
      clock.after(request.cancelAfter, () => {
        this.#end(prediction, prediction.status === 'starting' ? 'aborted' : 'canceled');
      });
    }
    return prediction;
  }

  /** Ends a prediction because its owner asks for it; one that outruns that succeeds instead. */
  async cancel(prediction: Prediction): Promise<void> {
    if (!prediction.brand.outrunsCancel) this.#end(prediction, 'canceled');
    else await this.#succeed(prediction);
  }

  /** Resolves when every audio that is due has been made. */
  async settled(): Promise<void> {
    while (this.#ending.size > 0) await Promise.all(this.#ending);
  }

  #begin(prediction: Prediction): void {
    if (isFinal(prediction)) return;
    if (prediction.brand.fate === 'aborted') {
      this.#end(prediction, 'aborted');
      return;
    }
    const { clock, secondsPerCharacter, onEvent } = this.#world;
    prediction.status = 'processing';
    prediction.startedAt = clock.now();
    onEvent(prediction, 'start');
    this.#log(prediction, `Using seed: ${Number(prediction.request.input['seed'] ?? 0)}\n`);
    if (prediction.brand.fate === 'stuck') return;
    clock.after(secondsPerCharacter * textOf(prediction).length, () => {
      const ending = this.#finish(prediction).finally(() => this.#ending.delete(ending));
      this.#ending.add(ending);
    });
  }

  async #finish(prediction: Prediction): Promise<void> {
    const { input } = prediction.request;
    const error = prediction.brand.failure ?? this.#world.missingFile(input) ?? modelError(input);
    if (error !== null) this.#end(prediction, 'failed', error);
    else await this.#succeed(prediction);
  }

  async #succeed(prediction: Prediction): Promise<void> {
    const { input } = prediction.request;
    try {
      const output = await this.#world.speak(input);
      if (isFinal(prediction)) return;
      const passes = passesOf(textOf(prediction)).length;
      this.#log(prediction, `Synthesized ${passes} ${passes === 1 ? 'pass' : 'passes'}\n`);
      prediction.output = output;
      this.#world.onEvent(prediction, 'output');
      this.#end(prediction, 'succeeded');
    } catch (error) {
      this.#end(prediction, 'failed', error instanceof Error ? error.message : String(error));
    }
  }

  #log(prediction: Prediction, line: string): void {
    prediction.logs += line;
    this.#world.onEvent(prediction, 'logs');
  }

  #end(prediction: Prediction, status: Status, error: string | null = null): void {
    if (isFinal(prediction)) return;
    const { clock, onEvent } = this.#world;
    prediction.status = status;
    prediction.error = error;
    prediction.completedAt = clock.now();
    const remove = (): void => {
      prediction.isRemoved = true;
      prediction.output = null;
    };
    if (prediction.brand.fate === 'output-expired') remove();
    else clock.after(dataSeconds, remove);
    onEvent(prediction, 'completed');
    prediction.ended.resolve(undefined);
  }
}

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
    else await this.#finish(prediction, this.#speak(prediction));
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
    const speaking = this.#speak(prediction);
    clock.after(secondsPerCharacter * textOf(prediction).length, () => {
      const ending = this.#finish(prediction, speaking).finally(() => this.#ending.delete(ending));
      this.#ending.add(ending);
    });
  }

  /** The audio, or the error that the model ends with instead. */
  async #speak({ brand, request: { input } }: Prediction): Promise<OutputFile | string> {
    const error = brand.failure ?? this.#world.missingFile(input) ?? modelError(input);
    if (error !== null) return error;
    try {
      return await this.#world.speak(input);
    } catch (thrown) {
      return thrown instanceof Error ? thrown.message : String(thrown);
    }
  }

  async #finish(prediction: Prediction, speaking: Promise<OutputFile | string>): Promise<void> {
    const spoken = await speaking;
    if (isFinal(prediction)) return;
    if (typeof spoken === 'string') {
      this.#end(prediction, 'failed', spoken);
      return;
    }
    const passes = passesOf(textOf(prediction)).length;
    this.#log(prediction, `Synthesized ${passes} ${passes === 1 ? 'pass' : 'passes'}\n`);
    prediction.output = spoken;
    this.#world.onEvent(prediction, 'output');
    this.#end(prediction, 'succeeded');
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

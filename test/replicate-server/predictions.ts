import type { Brand } from './brand.ts';
import type { Clock } from './clock.ts';
import { modelError, passesOf } from './model.ts';
import type { OutputFile } from './output.ts';
import {
  isFinal,
  newId,
  textOf,
  type CreateRequest,
  type Prediction,
  type Status,
  type WebhookEvent,
} from './prediction.ts';

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

  /** All that there ever were, oldest first. */
  get all(): readonly Prediction[] {
    return this.#all;
  }

  /** Undefined when there is none of that id, or no more. */
  get(id: string): Prediction | undefined {
    const prediction = this.#byId.get(id);
    return prediction?.isDeleted === true ? undefined : prediction;
  }

  /** Takes a prediction out of the account, with all that it made; one that has not ended is cancelled. */
  delete(prediction: Prediction): void {
    this.#end(prediction, 'canceled');
    remove(prediction);
    prediction.isDeleted = true;
    prediction.dataUntil = Math.min(prediction.dataUntil ?? Infinity, this.#world.clock.now());
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
      dataUntil: null,
      isRemoved: false,
      isDeleted: false,
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
    const { outputAfter } = prediction.brand;
    if (outputAfter <= 0) this.#show(prediction, spoken);
    this.#end(prediction, 'succeeded');
    if (outputAfter <= 0) return;
    this.#world.clock.after(outputAfter, () => {
      if (!prediction.isRemoved) this.#show(prediction, spoken);
    });
  }

  #show(prediction: Prediction, output: OutputFile): void {
    prediction.output = output;
    this.#world.onEvent(prediction, 'output');
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
    const { dataFor, deletedAfter } = prediction.brand;
    prediction.dataUntil = prediction.completedAt + Math.min(dataFor, deletedAfter) * 1000;
    if (dataFor <= 0) remove(prediction);
    clock.after(dataFor, () => {
      remove(prediction);
    });
    if (deletedAfter <= 0) this.delete(prediction);
    clock.after(deletedAfter, () => {
      this.delete(prediction);
    });
    onEvent(prediction, 'completed');
    prediction.ended.resolve(undefined);
  }
}

function remove(prediction: Prediction): void {
  prediction.isRemoved = true;
  prediction.output = null;
}

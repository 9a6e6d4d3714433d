import { Dices } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import {
  defaultStyleTts2Voice as defaults,
  styletts2VoiceSchema,
  voiceFaults,
  type StyleTts2Voice,
} from '../../electron/contract/voice.ts';
import { Button } from '../ui/button.tsx';
import type { FieldFault } from '../ui/fault.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { RangeField } from '../ui/range-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { ModelVersionField } from './model-version-field.tsx';
import { ReferenceField } from './reference/reference-field.tsx';
import { newSeed, seedBounds } from './seed.ts';
import { figure, withoutEffect } from './voice-words.ts';

/** Every input of StyleTTS 2 but the text. */
export function StyleTts2Fields(props: {
  voice: StyleTts2Voice;
  /** `delay` as in `AutoSave.change`. */
  onChange: (voice: StyleTts2Voice, delay?: number) => void;
}): ReactNode {
  const { voice, onChange } = props;
  const faults = voiceFaults(voice);
  const faultOf = (field: keyof StyleTts2Voice): FieldFault | undefined =>
    faults.find((fault) => fault.field === field);
  const idle = withoutEffect(voice);
  return (
    <>
      <ReferenceField
        reference={voice.reference}
        onChange={(reference) => {
          onChange({ ...voice, reference }, 0);
        }}
      />
      <RangeField
        label="Timbre (alpha)"
        hint={`Whose voice it sounds like, from 0 to 1. 0 keeps the reference’s timbre, 1 takes it from the text. Default ${defaults.alpha}.`}
        idle={idle.alpha}
        value={voice.alpha}
        min={0}
        max={1}
        step={0.01}
        shown={figure(voice.alpha, 2)}
        fault={faultOf('alpha')}
        onChange={(alpha) => {
          onChange({ ...voice, alpha });
        }}
      />
      <RangeField
        label="Prosody (beta)"
        hint={`How it is told: melody, pace and stress, from 0 to 1. 0 speaks as the reference does, 1 as the text suggests. Default ${defaults.beta}.`}
        idle={idle.beta}
        value={voice.beta}
        min={0}
        max={1}
        step={0.01}
        shown={figure(voice.beta, 2)}
        fault={faultOf('beta')}
        onChange={(beta) => {
          onChange({ ...voice, beta });
        }}
      />
      <RangeField
        label="Diffusion steps"
        hint={`How carefully the style is drawn, from 0 to 50. More steps vary more and take longer; below 3 the model fails. Default ${defaults.diffusionSteps}.`}
        value={voice.diffusionSteps}
        min={0}
        max={50}
        step={1}
        shown={String(voice.diffusionSteps)}
        fault={faultOf('diffusionSteps')}
        onChange={(diffusionSteps) => {
          onChange({ ...voice, diffusionSteps });
        }}
      />
      <RangeField
        label="Emotion (embedding scale)"
        hint={`How strongly the text’s mood is acted out, from 0 to 5. Default ${defaults.embeddingScale}.`}
        value={voice.embeddingScale}
        min={0}
        max={5}
        step={0.1}
        shown={figure(voice.embeddingScale, 1)}
        fault={faultOf('embeddingScale')}
        onChange={(embeddingScale) => {
          onChange({ ...voice, embeddingScale });
        }}
      />
      <NumberField
        label="Seed"
        hint={`The dice that the style is drawn with, any whole number. The same seed with the same text gives the same take. Default ${defaults.seed}.`}
        value={voice.seed}
        min={seedBounds.min}
        max={seedBounds.max}
        step={1}
        wide
        button={
          <Button
            local
            onClick={() => {
              onChange({ ...voice, seed: newSeed(voice.seed) }, 0);
            }}
          >
            <Dices size={16} aria-hidden /> New seed
          </Button>
        }
        onChange={(seed) => {
          onChange({ ...voice, seed });
        }}
      />
      <WeightsField
        weights={voice.weights}
        fault={faultOf('weights')}
        onChange={(weights) => {
          onChange({ ...voice, weights });
        }}
      />
      <Disclosure label="Advanced" initiallyOpen={voice.modelVersion !== null}>
        <ModelVersionField
          version={voice.modelVersion}
          onChange={(modelVersion) => {
            onChange({ ...voice, modelVersion }, 0);
          }}
        />
      </Disclosure>
    </>
  );
}

/** The address of fine-tuned weights; only a whole address, or none, is handed on. */
function WeightsField(props: {
  weights: string | null;
  fault: FieldFault | undefined;
  onChange: (weights: string | null) => void;
}): ReactNode {
  const { weights, onChange } = props;
  // What is being typed, as long as the value is the one that it led to.
  const [entry, setEntry] = useState<{ text: string; weights: string | null }>({ text: '', weights: null });
  const text = entry.weights === weights && entry.text !== '' ? entry.text : (weights ?? '');
  const parsed = weightsOf(text);
  const fault: FieldFault | undefined =
    parsed === undefined
      ? { severity: 'error', message: 'That is not a whole web address yet; until then, it is left out.' }
      : props.fault;
  return (
    <TextField
      label="Weights"
      hint="The web address of a fine-tuned model’s weights. They need a reference. Default none."
      type="url"
      value={text}
      placeholder="https://…"
      fault={fault}
      onChange={(typed) => {
        const next = weightsOf(typed) ?? null;
        setEntry({ text: typed, weights: next });
        if (next !== weights) onChange(next);
      }}
    />
  );
}

/** The weights that a text means; undefined when it is no address. */
function weightsOf(text: string): string | null | undefined {
  const wanted = text.trim();
  if (wanted === '') return null;
  const parsed = styletts2VoiceSchema.shape.weights.safeParse(wanted);
  return parsed.success ? parsed.data : undefined;
}

import { z } from 'zod';
import { modelNumbers } from './voice.ts';

const inputSchema = z.object({
  minimum: z.number().optional().catch(undefined),
  maximum: z.number().optional().catch(undefined),
});

/** The part of a model's OpenAPI document that describes its inputs. */
const documentSchema = z.object({
  components: z.object({
    schemas: z.object({
      Input: z.object({
        properties: z.record(z.string(), inputSchema),
        required: z.array(z.string()).catch([]),
      }),
    }),
  }),
});

interface Known {
  minimum?: number | undefined;
  maximum?: number | undefined;
}

/** The inputs that Lectern has controls for, under the model's names, with the ranges of the controls. */
function knownInputs(): ReadonlyMap<string, Known> {
  return new Map<string, Known>([
    ...Object.entries(modelNumbers).map(([name, { min, max }]): [string, Known] => [
      name,
      { minimum: min, maximum: max },
    ]),
    ...['text', 'seed', 'reference', 'weights'].map((name): [string, Known] => [name, {}]),
  ]);
}

/** How the inputs of a version of the model differ from Lectern's controls, each in a sentence; none when they do not. */
export function schemaDifferences(document: unknown): string[] {
  const parsed = documentSchema.safeParse(document).data;
  if (parsed === undefined) return [];
  const { properties, required } = parsed.components.schemas.Input;
  const known = knownInputs();
  const differences: string[] = [];
  for (const [name, range] of known) {
    const theirs = properties[name];
    if (theirs === undefined) {
      differences.push(`It has no input “${name}”; Lectern sends it all the same.`);
      continue;
    }
    const sides = [
      ['minimum', 'least', range.minimum, theirs.minimum],
      ['maximum', 'most', range.maximum, theirs.maximum],
    ] as const;
    for (const [, word, ours, their] of sides) {
      if (ours === undefined || their === undefined || ours === their) continue;
      differences.push(`Its “${name}” is ${their} at the ${word}; Lectern’s control has ${ours}.`);
    }
  }
  for (const name of Object.keys(properties)) {
    if (known.has(name)) continue;
    differences.push(
      required.includes(name)
        ? `It needs an input “${name}”, which Lectern cannot give: it will refuse every chunk.`
        : `It has an input “${name}” that Lectern does not set; its default holds.`,
    );
  }
  return differences;
}
